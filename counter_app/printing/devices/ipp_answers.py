"""Answers of a spooler, measured before anybody reads them: whatever stands at its address may have sent them.

pyipp reads lengths with their sign, and believes them: one below zero sends it back to what it has read already, for
ever, and no time-out ends that. And what comes is taken whole, however long it is.
"""

import aiohttp

from counter_app.printing.devices.ipp_frame import is_whole

LONGEST = 1024 * 1024
"""Bytes. What is asked of one queue is a few hundred, of each when all are listed a few thousand."""


class BoundedAnswer(aiohttp.ClientResponse):
    """An HTTP answer that is taken no further than ``LONGEST``, and only if its IPP can be walked from end to end."""

    async def read(self) -> bytes:
        """Raises ``aiohttp.ClientPayloadError``."""
        try:
            self._body = body = await self._taken()
        except BaseException:
            self.close()
            raise
        return body

    async def _taken(self) -> bytes:
        body = bytearray()
        while part := await self.content.readany():
            body += part
            if len(body) > LONGEST:
                raise aiohttp.ClientPayloadError(f"an answer of more than {LONGEST} bytes")
        if self.ok and not is_whole(bytes(body)):
            raise aiohttp.ClientPayloadError("an answer that is no IPP")
        return bytes(body)


def session() -> aiohttp.ClientSession:
    """Within a running loop. Nothing is unpacked: a few bytes can be packed that become gigabytes."""
    return aiohttp.ClientSession(response_class=BoundedAnswer, auto_decompress=False)
