<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id_ID">
    <context>
        <name>BillColumn</name>
        <message>
            <source>Months — press the number, or ← →</source>
            <translation>Jumlah bulan — tekan angkanya, atau ← →</translation>
        </message>
        <message>
            <source>Bill</source>
            <translation>Tagihan</translation>
        </message>
        <message>
            <source>Admin fee</source>
            <translation>Biaya admin</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Dibayar</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Jumlah</translation>
        </message>
        <message>
            <source>A new bill is on its way…</source>
            <translation>Menunggu tagihan baru…</translation>
        </message>
        <message>
            <source>The bill had expired, no money was taken. This is a new bill; check it, then Enter.</source>
            <translation>Tagihan tadi sudah kedaluwarsa; uang belum tercatat. Ini tagihan baru: periksa, lalu tekan Enter.</translation>
        </message>
        <message>
            <source>and {count} more lines</source>
            <translation>dan {count} baris lagi</translation>
        </message>
        <message>
            <source>What is charged is the host's bill.</source>
            <translation>Yang ditagih: menurut pusat.</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>tidak ada</translation>
        </message>
        <message>
            <source>{programme} {month}: the host bills {host}, the local tariff says {local}.</source>
            <translation>{programme} {month}: pusat menagih {host}, tarif lokal {local}.</translation>
        </message>
    </context>
    <context>
        <name>CounterPage</name>
        <message>
            <source>Next payer, please</source>
            <translation>Silakan, pembayar berikutnya</translation>
        </message>
        <message>
            <source>Type or scan a number, or type a name, then press Enter.</source>
            <translation>Ketik atau pindai nomornya, atau ketik namanya, lalu tekan Enter.</translation>
        </message>
        <message>
            <source>shows the bill</source>
            <translation>menampilkan tagihan</translation>
        </message>
        <message>
            <source>goes on to the payment</source>
            <translation>lanjut ke pembayaran</translation>
        </message>
        <message>
            <source>takes the money and prints</source>
            <translation>menerima uang dan mencetak struk</translation>
        </message>
        <message>
            <source>1 2 3 6 12 or ← → months   ·   J JHT   ·   Enter payment   ·   Esc back   ·   F1 all keys</source>
            <translation>1 2 3 6 12 atau ← → bulan   ·   J JHT   ·   Enter ke pembayaran   ·   Esc kembali   ·   F1 semua tombol</translation>
        </message>
        <message>
            <source>Enter take the money   ·   Alt+1–4 notes   ·   F5–F8 means   ·   Esc back   ·   F1 all keys</source>
            <translation>Enter terima uang   ·   Alt+1–4 uang bulat   ·   F5–F8 cara bayar   ·   Esc kembali   ·   F1 semua tombol</translation>
        </message>
        <message>
            <source>Type or scan the next number   ·   Ctrl+P print again   ·   ↑ ↓ receipt   ·   F1 all keys</source>
            <translation>Ketik atau pindai nomor berikutnya   ·   Ctrl+P cetak lagi   ·   ↑ ↓ struk   ·   F1 semua tombol</translation>
        </message>
        <message>
            <source>F2 lookup   ·   Enter look up   ·   F1 all keys</source>
            <translation>F2 pencarian   ·   Enter cari   ·   F1 semua tombol</translation>
        </message>
    </context>
    <context>
        <name>MonthsBar</name>
        <message>
            <source>Months</source>
            <translation>Jumlah bulan</translation>
        </message>
        <message>
            <source>1 month</source>
            <translation>1 bulan</translation>
        </message>
        <message>
            <source>{count} months</source>
            <translation>{count} bulan</translation>
        </message>
    </context>
    <context>
        <name>ParticipantCard</name>
        <message>
            <source>Local data as of {moment}. The host does not answer; billed by the local tariff.</source>
            <translation>Data lokal per {moment}. Pusat tidak menjawab; tagihan menurut tarif lokal.</translation>
        </message>
        <message>
            <source>NIK</source>
            <translation>NIK</translation>
        </message>
        <message>
            <source>KPJ</source>
            <translation>KPJ</translation>
        </message>
        <message>
            <source>Sector</source>
            <translation>Sektor</translation>
        </message>
        <message>
            <source>Income basis</source>
            <translation>Dasar iuran</translation>
        </message>
        <message>
            <source>Branch</source>
            <translation>Kantor cabang</translation>
        </message>
        <message>
            <source>{amount} a month</source>
            <translation>{amount} per bulan</translation>
        </message>
        <message>
            <source>No contribution has been paid yet.</source>
            <translation>Belum pernah membayar iuran.</translation>
        </message>
        <message>
            <source>Protected until {day}</source>
            <translation>Terlindungi sampai {day}</translation>
        </message>
        <message>
            <source>Paid until {day}</source>
            <translation>Iuran terbayar sampai {day}</translation>
        </message>
        <message>
            <source>Protection ended on {day}</source>
            <translation>Perlindungan berakhir {day}</translation>
        </message>
    </context>
    <context>
        <name>PayerColumn</name>
        <message>
            <source>Payer — F2</source>
            <translation>Peserta — F2</translation>
        </message>
        <message>
            <source>NIK, KPJ, payment code or name</source>
            <translation>NIK, KPJ, kode iuran atau nama</translation>
        </message>
        <message>
            <source>NIK, KPJ, code or name</source>
            <translation>NIK, KPJ, kode, atau nama</translation>
        </message>
        <message>
            <source>Participants with this name</source>
            <translation>Peserta dengan nama ini</translation>
        </message>
        <message>
            <source>Nobody of that name is in the office's data. Ask for the NIK or the card.</source>
            <translation>Tidak ada nama itu di data kantor ini. Mintalah NIK atau kartu peserta.</translation>
        </message>
        <message>
            <source>Asking the host…</source>
            <translation>Bertanya ke pusat…</translation>
        </message>
        <message>
            <source>↑ ↓ choose, Enter takes</source>
            <translation>↑ ↓ pilih, Enter ambil</translation>
        </message>
        <message>
            <source>{digits} digits — NIK 16, KPJ 11, code 12</source>
            <translation>{digits} angka — NIK 16, KPJ 11, kode iuran 12</translation>
        </message>
        <message>
            <source>NIK 16 digits · KPJ 11 · code 12 · or a name</source>
            <translation>NIK 16 angka · KPJ 11 · kode iuran 12 · nama</translation>
        </message>
    </context>
    <context>
        <name>ProgrammesBar</name>
        <message>
            <source>mandatory</source>
            <translation>wajib</translation>
        </message>
        <message>
            <source>With {programme}</source>
            <translation>Dengan {programme}</translation>
        </message>
        <message>
            <source>Without {programme}</source>
            <translation>Tanpa {programme}</translation>
        </message>
    </context>
    <context>
        <name>ReceiptPanel</name>
        <message>
            <source>Give change</source>
            <translation>Kembalikan</translation>
        </message>
        <message>
            <source>Exact, no change</source>
            <translation>Uang pas, tanpa kembalian</translation>
        </message>
        <message>
            <source>Paid by {means}</source>
            <translation>Dibayar dengan {means}</translation>
        </message>
        <message>
            <source>Successful — protected until {day}</source>
            <translation>Berhasil — terlindungi sampai {day}</translation>
        </message>
        <message>
            <source>Printing…</source>
            <translation>Sedang mencetak…</translation>
        </message>
        <message>
            <source>The receipt waits for the host's answer…</source>
            <translation>Struk menunggu jawaban pusat…</translation>
        </message>
        <message>
            <source>SALINAN {copy} printed</source>
            <translation>SALINAN {copy} tercetak</translation>
        </message>
        <message>
            <source>Receipt printed</source>
            <translation>Struk tercetak</translation>
        </message>
        <message>
            <source>The printer stopped halfway. The payment stands; print a copy.</source>
            <translation>Printer berhenti di tengah jalan. Pembayaran tetap sah; cetak salinan.</translation>
        </message>
        <message>
            <source>The printer took nothing. The payment stands; check paper and cable.</source>
            <translation>Printer tidak mencetak apa pun. Pembayaran tetap sah; periksa kertas dan kabel.</translation>
        </message>
        <message>
            <source>Print the receipt</source>
            <translation>Cetak struk</translation>
        </message>
        <message>
            <source>Print a copy (SALINAN)</source>
            <translation>Cetak salinan</translation>
        </message>
    </context>
    <context>
        <name>SaleWords</name>
        <message>
            <source>Active</source>
            <translation>Aktif</translation>
        </message>
        <message>
            <source>Lapsed</source>
            <translation>Tidak aktif</translation>
        </message>
        <message>
            <source>New, never paid</source>
            <translation>Baru, belum pernah membayar</translation>
        </message>
        <message>
            <source>Transport</source>
            <translation>Transportasi</translation>
        </message>
        <message>
            <source>Other than transport</source>
            <translation>Selain transportasi</translation>
        </message>
        <message>
            <source>as the host bills it</source>
            <translation>menurut tagihan pusat</translation>
        </message>
        <message>
            <source>flat</source>
            <translation>tetap</translation>
        </message>
        <message>
            <source>Relief</source>
            <translation>Keringanan</translation>
        </message>
    </context>
    <context>
        <name>TenderPanel</name>
        <message>
            <source>To pay</source>
            <translation>Yang harus dibayar</translation>
        </message>
        <message>
            <source>Handed over</source>
            <translation>Uang diterima</translation>
        </message>
        <message>
            <source>Reference number on the slip or the phone</source>
            <translation>Nomor referensi di slip atau ponsel</translation>
        </message>
        <message>
            <source>Cash handed over, rupiah</source>
            <translation>Uang tunai yang diterima, rupiah</translation>
        </message>
        <message>
            <source>4–32 letters and digits</source>
            <translation>4–32 huruf dan angka</translation>
        </message>
        <message>
            <source>That was a scanned number, not an amount. The amount is as it was.</source>
            <translation>Itu nomor hasil pindai, bukan jumlah uang. Jumlahnya tetap seperti semula.</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Kembalian</translation>
        </message>
        <message>
            <source>Still missing</source>
            <translation>Masih kurang</translation>
        </message>
        <message>
            <source>Storing…</source>
            <translation>Menyimpan…</translation>
        </message>
        <message>
            <source>Waiting for the new bill…</source>
            <translation>Menunggu tagihan baru…</translation>
        </message>
        <message>
            <source>On to the payment</source>
            <translation>Lanjut ke pembayaran</translation>
        </message>
        <message>
            <source>Take {total} &amp; print</source>
            <translation>Terima {total} &amp; cetak</translation>
        </message>
        <message>
            <source>Book {total} &amp; print</source>
            <translation>Catat {total} &amp; cetak</translation>
        </message>
    </context>
</TS>
