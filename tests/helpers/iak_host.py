"""IAK as its public documentation describes it, on a loopback port: inquiry, payment and status of BPJSTK.

Everybody and everything in it is invented but the documented example itself. A test moves its clock and its deposit,
tells it to lose a request or a reply, or to answer with other words than its own.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
USERNAME, API_KEY = "081200000000", "a key for tests only"
EXAMPLE_NIK = "1271215712960003"
"""The documented example: 16,800 rupiah for one month, JKK 10,000 and JKM 6,800."""

Answer = dict[str, Any]
Hook = Callable[[Answer], Answer | bytes | None]
"""What becomes of an answer: another one, raw bytes instead, or ``None``: the line is cut."""


@dataclass
class Worker:
    """Somebody IAK can bill: the sums of the programmes by number of months."""

    name: str
    sums: dict[int, dict[str, int]]


@dataclass
class Bill:
    """An inquiry, and what became of it; ``code`` is IAK's."""

    tr_id: int
    ref_id: str
    hp: str
    months: int
    made_at: datetime
    code: str = "42"
    paid_at: datetime | None = None


@dataclass
class IakHost:
    """``deposit``: rupiah the agent has left. ``late``: payments stay under way until ``finish``.

    ``lose_request``: the next payment is not taken; ``lose_reply``: it is, and its answer is lost. ``bend`` may change
    every answer. ``asked`` holds all requests, byte for byte.
    """

    workers: dict[str, Worker] = field(default_factory=dict)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    deposit: int = 10_000_000
    admin: int = 3_500
    late: bool = False
    lose_request: bool = False
    lose_reply: bool = False
    http_status: int = 200
    retry_after: str = ""
    bend: Hook = lambda answer: answer
    asked: list[bytes] = field(default_factory=list)
    bills: dict[int, Bill] = field(default_factory=dict)
    url: str = ""

    @property
    def postings(self) -> list[Bill]:
        return [bill for bill in self.bills.values() if bill.code == "00"]

    def finish(self, code: str = "00") -> None:
        """What was under way ends."""
        for bill in self.bills.values():
            if bill.code == "39":
                bill.code = code

    def said(self, command: str) -> list[bytes]:
        """The requests with this command, in order."""
        return [body for body in self.asked if json.loads(body)["commands"] == command]

    # --- what is documented -----------------------------------------------------------------------------------

    def answer(self, body: bytes) -> Answer | bytes | None:
        """One exchange; ``None``: nothing comes back."""
        self.asked.append(body)
        request = json.loads(body)
        services = {"inq-pasca": self._inquiry, "pay-pasca": self._payment, "checkstatus": self._status}
        paying = request["commands"] == "pay-pasca"
        if paying and self.lose_request:
            self.lose_request = False
            return None
        answer = self.bend({"data": services[request["commands"]](request), "meta": []})
        if paying and self.lose_reply:
            self.lose_reply = False
            return None
        return answer

    def _inquiry(self, request: Answer) -> Answer:
        if not self._signed(request, request["ref_id"]):
            return _refusal("204", "WRONG AUTHENTICATION")
        if not (request["ref_id"].isascii() and request["ref_id"].isalnum()):
            return _refusal("03", "INVALID REF ID")
        if any(bill.ref_id == request["ref_id"] for bill in self.bills.values()):
            return _refusal("11", "DUPLICATE REF ID")
        worker = self.workers.get(request["hp"])
        if worker is None or request["code"] != "BPJSTK":
            return _refusal("14", "INCORRECT DESTINATION NUMBER")
        if request["month"] not in worker.sums:
            return _refusal("10", "BILL IS NOT AVAILABLE")
        tr_id = 9_732_795 + len(self.bills)
        bill = Bill(tr_id, request["ref_id"], request["hp"], request["month"], self.now())
        self.bills[tr_id] = bill
        answer = self._described(bill, dated="%d-%m-%Y", amounts=int)
        return answer | {"response_code": "00", "message": "INQUIRY SUCCESS"}

    def _payment(self, request: Answer) -> Answer:
        bill = self.bills.get(int(request["tr_id"]))
        if not self._signed(request, request["tr_id"]):
            return _refusal("204", "WRONG AUTHENTICATION")
        if bill is None:
            return _refusal("06", "INQUIRY ID NOT FOUND")
        if bill.code in {"00", "39"}:
            return _refusal("01", "INVOICE HAS BEEN PAID", bill)
        if bill.made_at.astimezone(WIB).date() != self.now().astimezone(WIB).date():
            return _refusal("04", "BILLING ID EXPIRED", bill)
        if self._price(bill) > self.deposit:
            return _refusal("17", "INSUFFICIENT DEPOSIT", bill)
        self.deposit -= self._price(bill)
        bill.code, bill.paid_at = ("39" if self.late else "00"), self.now()
        return self._paid(bill)

    def _status(self, request: Answer) -> Answer:
        bill = next((bill for bill in self.bills.values() if bill.ref_id == request["ref_id"]), None)
        if not self._signed(request, "cs"):
            return _refusal("204", "WRONG AUTHENTICATION")
        if bill is None:
            return _refusal("06", "TRANSACTION NOT FOUND")
        return self._paid(bill) | {"status": {"42": 0, "00": 1, "39": 3}.get(bill.code, 2)}

    def _paid(self, bill: Bill) -> Answer:
        if bill.paid_at is None:
            return _refusal(bill.code, "PAYMENT REQUEST HAVEN'T BEEN RECEIVED", bill)
        words = {"00": "PAYMENT SUCCESS", "39": "PENDING / TRANSACTION IN PROCESS"}.get(bill.code, "PAYMENT FAILED")
        return self._described(bill, dated="%Y-%m-%d 05:29:52", amounts=str) | {
            "datetime": bill.paid_at.astimezone(WIB).strftime("%Y%m%d%H%M%S"),
            "response_code": bill.code,
            "message": words,
            "balance": self.deposit,
            "noref": f"25{bill.tr_id}",
        }

    def _described(self, bill: Bill, *, dated: str, amounts: Callable[[int], object]) -> Answer:
        worker = self.workers[bill.hp]
        sums = worker.sums[bill.months]
        begins = bill.made_at.astimezone(WIB)
        ends = begins + timedelta(days=round(30.44 * bill.months))
        return {
            "tr_id": bill.tr_id,
            "code": "BPJSTK",
            "hp": bill.hp,
            "tr_name": worker.name,
            "period": f"{bill.months} Bulan",
            "nominal": sum(sums.values()),
            "admin": self.admin,
            "ref_id": bill.ref_id,
            "price": self._price(bill),
            "selling_price": self._price(bill) - 1_000,
            "desc": {
                "kode_iuran": "880012345678",
                "kode_program": ",".join(name.upper() for name, amount in sums.items() if amount),
                **{name: amounts(sums.get(name, 0)) for name in ("jht", "jkk", "jkm")},
                "kantor_cabang": "MEDAN KOTA",
                "tgl_efektif": begins.strftime(dated),
                "tgl_expired": ends.strftime(dated),
            },
        }

    def _price(self, bill: Bill) -> int:
        return sum(self.workers[bill.hp].sums[bill.months].values()) + self.admin

    def _signed(self, request: Answer, about: str) -> bool:
        expected = hashlib.md5(f"{USERNAME}{API_KEY}{about}".encode(), usedforsecurity=False).hexdigest()
        return (request["username"], request["sign"]) == (USERNAME, expected)


def _refusal(code: str, words: str, bill: Bill | None = None) -> Answer:
    named = {} if bill is None else {"tr_id": bill.tr_id, "ref_id": bill.ref_id, "hp": bill.hp, "code": "BPJSTK"}
    return {**named, "response_code": code, "message": words, "desc": ""}


@contextmanager
def served(host: IakHost) -> Iterator[IakHost]:
    """Answer on a port of this machine until the block ends; ``host.url`` is where."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _door(host))
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    host.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield host
    finally:
        server.shutdown()
        thread.join(timeout=5)
        server.server_close()


def _door(host: IakHost) -> type[BaseHTTPRequestHandler]:
    class Door(BaseHTTPRequestHandler):
        timeout = 5

        def do_POST(self) -> None:
            assert self.path == "/api/v1/bill/check"
            answer = host.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.close_connection = True
            if answer is None:
                return
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(host.http_status)
            if host.retry_after:
                self.send_header("Retry-After", host.retry_after)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: a test says what it needs."""

    return Door
