<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id_ID" sourcelanguage="en">
<context>
    <name>ApprovalForm</name>
    <message>
        <source>A second person consents</source>
        <translation>Orang kedua menyetujui</translation>
    </message>
    <message>
        <source>Supervisor&apos;s staff number</source>
        <translation>Nomor pegawai penyelia</translation>
    </message>
    <message>
        <source>Supervisor&apos;s PIN</source>
        <translation>PIN penyelia</translation>
    </message>
    <message>
        <source>Consent   (Enter)</source>
        <translation>Setuju   (Enter)</translation>
    </message>
</context>
<context>
    <name>BenefitsSheet</name>
    <message>
        <source>What the programmes give</source>
        <translation>Manfaat program</translation>
    </message>
    <message>
        <source>Income a month, then Enter</source>
        <translation>Penghasilan sebulan, lalu Enter</translation>
    </message>
    <message>
        <source>Page for the payer, as PDF   ({key})</source>
        <translation>Lembar untuk peserta, PDF   ({key})</translation>
    </message>
    <message>
        <source>Back   (Esc)</source>
        <translation>Kembali   (Esc)</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Tersimpan: {file}</translation>
    </message>
    <message>
        <source>{amount} a month, reckoned from {basis}</source>
        <translation>{amount} sebulan, dihitung dari {basis}</translation>
    </message>
    <message>
        <source>Public figures by {source}; what the host decides is what counts.</source>
        <translation>Angka umum menurut {source}; yang berlaku adalah ketetapan pusat.</translation>
    </message>
    <message>
        <source>as needed</source>
        <translation>sesuai kebutuhan</translation>
    </message>
    <message>
        <source>Save the page</source>
        <translation>Simpan lembar</translation>
    </message>
</context>
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
        <source>Refused by the host</source>
        <translation>Ditolak pusat</translation>
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
        <source>What is charged is the host&apos;s bill.</source>
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
    <name>BugDialog</name>
    <message>
        <source>Program fault</source>
        <translation>Gangguan program</translation>
    </message>
    <message>
        <source>Something in the program went wrong</source>
        <translation>Ada yang salah di dalam program</translation>
    </message>
    <message>
        <source>Payments that were taken are stored and safe. Look in the journal (F3) whether the last one is there before you take its money again. Then go on; if it comes back, send the file to support.</source>
        <translation>Pembayaran yang sudah diterima tersimpan aman. Periksa di jurnal (F3) apakah yang terakhir sudah tercatat sebelum menerima uangnya lagi. Lalu lanjutkan; bila terulang, kirim berkas ini ke tim dukungan.</translation>
    </message>
    <message>
        <source>Write file for support</source>
        <translation>Buat berkas untuk dukungan</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Lanjutkan</translation>
    </message>
    <message>
        <source>The file could not be written. Is the disk full?</source>
        <translation>Berkas tidak dapat dibuat. Apakah diska penuh?</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>Menulis …</translation>
    </message>
    <message>
        <source>Written, numbers masked: {file}</source>
        <translation>Sudah dibuat, nomor disamarkan: {file}</translation>
    </message>
</context>
<context>
    <name>CaseForm</name>
    <message>
        <source>Whose case is it?</source>
        <translation>Siapa penanggung jawabnya?</translation>
    </message>
    <message>
        <source>Write something down</source>
        <translation>Tulis catatan</translation>
    </message>
    <message>
        <source>Propose a conclusion</source>
        <translation>Usulkan kesimpulan</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>Tutup kasus</translation>
    </message>
    <message>
        <source>Not convinced</source>
        <translation>Belum yakin</translation>
    </message>
    <message>
        <source>The staff number of a supervisor; yours stands there already.</source>
        <translation>Nomor pegawai penyelia; nomor Anda sudah terisi.</translation>
    </message>
    <message>
        <source>It stays in the case&apos;s history; nothing in it is ever changed.</source>
        <translation>Tersimpan dalam riwayat kasus; isinya tidak pernah diubah.</translation>
    </message>
    <message>
        <source>What happened, and what shows it. Another supervisor has to agree before the case is closed.</source>
        <translation>Apa yang terjadi, dan apa buktinya. Penyelia lain harus setuju sebelum kasus ditutup.</translation>
    </message>
    <message>
        <source>Whoever did not write the conclusion reads it and types their PIN. Nothing is adjusted by it.</source>
        <translation>Penyelia yang tidak menulis kesimpulan membacanya lalu mengetik PIN. Tidak ada pembukuan yang diubah.</translation>
    </message>
    <message>
        <source>Say what is missing; the case goes back to its owner.</source>
        <translation>Sebutkan yang kurang; kasus kembali kepada penanggung jawabnya.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>Kesimpulan</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>Nomor pegawai</translation>
    </message>
    <message>
        <source>Evidence (letter, e-mail, list)</source>
        <translation>Bukti (surat, surel, daftar)</translation>
    </message>
    <message>
        <source>Name a file of evidence   (Alt+B)</source>
        <translation>Sebutkan berkas bukti   (Alt+B)</translation>
    </message>
    <message>
        <source>Write it down   (Enter)</source>
        <translation>Tulis   (Enter)</translation>
    </message>
    <message>
        <source>Not now   (Esc)</source>
        <translation>Nanti saja   (Esc)</translation>
    </message>
    <message>
        <source>The file cannot be read: {why}</source>
        <translation>Berkas tidak dapat dibaca: {why}</translation>
    </message>
    <message>
        <source>{name}, SHA-256 {sha256}</source>
        <translation>{name}, SHA-256 {sha256}</translation>
    </message>
</context>
<context>
    <name>CasePane</name>
    <message>
        <source>Take it, or give it to somebody</source>
        <translation>Ambil, atau serahkan</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Propose a conclusion</source>
        <translation>Usulkan kesimpulan</translation>
    </message>
    <message>
        <source>Close it, two people</source>
        <translation>Tutup, dua orang</translation>
    </message>
    <message>
        <source>Not convinced</source>
        <translation>Belum yakin</translation>
    </message>
    <message>
        <source>Written down: the case has its owner.</source>
        <translation>Tercatat: kasus ada penanggung jawabnya.</translation>
    </message>
    <message>
        <source>Written down.</source>
        <translation>Tercatat.</translation>
    </message>
    <message>
        <source>Written down; another supervisor has to agree.</source>
        <translation>Tercatat; penyelia lain harus menyetujui.</translation>
    </message>
    <message>
        <source>Closed, in the name of both of you.</source>
        <translation>Ditutup, atas nama Anda berdua.</translation>
    </message>
    <message>
        <source>It is back with its owner.</source>
        <translation>Kembali kepada penanggung jawabnya.</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>Belum ada yang dipilih</translation>
    </message>
    <message>
        <source>A file of evidence</source>
        <translation>Berkas bukti</translation>
    </message>
    <message>
        <source>A later reckoning does not find this difference any more.</source>
        <translation>Rekonsiliasi kemudian tidak menemukan selisih ini lagi.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>tidak ada</translation>
    </message>
    <message>
        <source>Here: {here}
At the host: {there}</source>
        <translation>Di loket: {here}
Di pusat: {there}</translation>
    </message>
</context>
<context>
    <name>CashCount</name>
    <message>
        <source>NOTES</source>
        <translation>UANG KERTAS</translation>
    </message>
    <message>
        <source>number of notes</source>
        <translation>jumlah lembar</translation>
    </message>
    <message>
        <source>COINS</source>
        <translation>UANG LOGAM</translation>
    </message>
    <message>
        <source>number of coins</source>
        <translation>jumlah keping</translation>
    </message>
    <message>
        <source>Total cash</source>
        <translation>Total tunai</translation>
    </message>
</context>
<context>
    <name>CheckReceiptPage</name>
    <message>
        <source>Genuine</source>
        <translation>Asli</translation>
    </message>
    <message>
        <source>Not genuine</source>
        <translation>Tidak asli</translation>
    </message>
    <message>
        <source>Cannot be told</source>
        <translation>Tidak dapat dipastikan</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Tidak terbaca</translation>
    </message>
    <message>
        <source>Training paper</source>
        <translation>Kertas latihan</translation>
    </message>
    <message>
        <source>Counter {counter} of office {office} signed this. Compare what stands below with the paper.</source>
        <translation>Loket {counter} kantor {office} menandatangani ini. Bandingkan isi di bawah dengan struk.</translation>
    </message>
    <message>
        <source>The key of counter {counter} of office {office} was out of use by then. Keep the paper and call a supervisor.</source>
        <translation>Kunci loket {counter} kantor {office} saat itu sudah tidak dipakai. Simpan struknya dan panggil penyelia.</translation>
    </message>
    <message>
        <source>No key of counter {counter} of office {office} has arrived here yet. Try again once the host was connected.</source>
        <translation>Kunci loket {counter} kantor {office} belum sampai di sini. Coba lagi setelah terhubung ke pusat.</translation>
    </message>
    <message>
        <source>Counter {counter} of office {office} never signed this. Keep the paper and call a supervisor.</source>
        <translation>Loket {counter} kantor {office} tidak pernah menandatangani ini. Simpan struknya dan panggil penyelia.</translation>
    </message>
    <message>
        <source>This is not the text of a receipt&apos;s code. Scan it again; no character may be missing.</source>
        <translation>Ini bukan isi kode struk. Pindai lagi; tidak boleh ada huruf yang hilang.</translation>
    </message>
    <message>
        <source>This paper was made in training (LATIHAN). Nothing was paid with it.</source>
        <translation>Kertas ini dibuat dalam latihan (LATIHAN). Tidak ada pembayaran dengannya.</translation>
    </message>
    <message>
        <source>DITERIMA: money taken, the host&apos;s word still awaited</source>
        <translation>DITERIMA: uang diterima, menunggu konfirmasi pusat</translation>
    </message>
    <message>
        <source>BERHASIL: confirmed by the host</source>
        <translation>BERHASIL: terkonfirmasi oleh pusat</translation>
    </message>
    <message>
        <source>DITOLAK: refused by the host, nothing is paid</source>
        <translation>DITOLAK: ditolak pusat, tidak ada yang terbayar</translation>
    </message>
    <message>
        <source>DIBATALKAN: called off, nothing is paid</source>
        <translation>DIBATALKAN: tidak jadi, tidak ada yang terbayar</translation>
    </message>
    <message>
        <source>DIBALIK: undone by the host, nothing is paid</source>
        <translation>DIBALIK: ditarik kembali oleh pusat, tidak ada yang terbayar</translation>
    </message>
    <message>
        <source>DITERIMA: application taken, the host&apos;s word still awaited</source>
        <translation>DITERIMA: pendaftaran diambil, jawaban pusat masih ditunggu</translation>
    </message>
    <message>
        <source>KPJ TERBIT: registered by the host</source>
        <translation>KPJ TERBIT: terdaftar di pusat</translation>
    </message>
    <message>
        <source>DITOLAK: refused by the host, nobody is registered by it</source>
        <translation>DITOLAK: ditolak pusat, tidak ada yang terdaftar</translation>
    </message>
    <message>
        <source>DITARIK: never sent, nobody is registered by it</source>
        <translation>DITARIK: tidak dikirim, tidak ada yang terdaftar</translation>
    </message>
    <message>
        <source>Check a receipt</source>
        <translation>Periksa struk</translation>
    </message>
    <message>
        <source>Scan the code on the paper, or paste its text here. It works without a line.</source>
        <translation>Pindai kode pada struk, atau tempel isinya di sini. Tidak perlu jaringan.</translation>
    </message>
    <message>
        <source>Text of the code</source>
        <translation>Isi kode</translation>
    </message>
    <message>
        <source>Check   (Enter)</source>
        <translation>Periksa   (Enter)</translation>
    </message>
    <message>
        <source>What the counter signed</source>
        <translation>Yang ditandatangani loket</translation>
    </message>
    <message>
        <source>What the code claims: do not believe it</source>
        <translation>Yang dinyatakan kode: jangan dipercaya</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Pendaftaran</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Pekerja</translation>
    </message>
    <message>
        <source>Card (KPJ)</source>
        <translation>Kartu (KPJ)</translation>
    </message>
    <message>
        <source>ends in {digits}</source>
        <translation>berakhir {digits}</translation>
    </message>
    <message>
        <source>{first} to {last}, {count} months</source>
        <translation>{first} sampai {last}, {count} bulan</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Struk</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Jumlah</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Bulan</translation>
    </message>
    <message>
        <source>State on the paper</source>
        <translation>Keadaan di struk</translation>
    </message>
    <message>
        <source>Host reference</source>
        <translation>Referensi pusat</translation>
    </message>
    <message>
        <source>Payer</source>
        <translation>Pembayar</translation>
    </message>
    <message>
        <source>NIK ends in {digits}</source>
        <translation>NIK berakhir {digits}</translation>
    </message>
    <message>
        <source>Taken at</source>
        <translation>Diterima pada</translation>
    </message>
    <message>
        <source>Journal entry</source>
        <translation>Catatan jurnal</translation>
    </message>
</context>
<context>
    <name>CloseReveal</name>
    <message>
        <source>Stays in the drawer as the next float</source>
        <translation>Tinggal di laci sebagai kas awal berikut</translation>
    </message>
    <message>
        <source>Who takes the drawer over (staff number)</source>
        <translation>Penerima laci (nomor pegawai)</translation>
    </message>
    <message>
        <source>Why is there a variance?</source>
        <translation>Mengapa ada selisih?</translation>
    </message>
    <message>
        <source>Two people stand for the variance.</source>
        <translation>Selisih ditanggung dua orang.</translation>
    </message>
    <message>
        <source>to the vault {deposit}</source>
        <translation>ke brankas {deposit}</translation>
    </message>
    <message>
        <source>The notes and coins that were counted do not make this sum.</source>
        <translation>Uang yang dihitung tidak dapat menjadi jumlah ini.</translation>
    </message>
</context>
<context>
    <name>CloseShiftPage</name>
    <message>
        <source>Counter closed</source>
        <translation>Loket sudah ditutup</translation>
    </message>
    <message>
        <source>Close the counter</source>
        <translation>Tutup loket</translation>
    </message>
    <message>
        <source>Counted   (Enter)</source>
        <translation>Sudah dihitung   (Enter)</translation>
    </message>
    <message>
        <source>Compare with the books   (Enter)</source>
        <translation>Bandingkan   (Enter)</translation>
    </message>
    <message>
        <source>Hand over   (Enter)</source>
        <translation>Serahkan   (Enter)</translation>
    </message>
    <message>
        <source>Close   (Enter)</source>
        <translation>Tutup   (Enter)</translation>
    </message>
    <message>
        <source>Done   (Enter)</source>
        <translation>Selesai   (Enter)</translation>
    </message>
    <message>
        <source>Back to the counter   (Esc)</source>
        <translation>Kembali ke loket   (Esc)</translation>
    </message>
    <message>
        <source>Back   (Esc)</source>
        <translation>Kembali   (Esc)</translation>
    </message>
    <message>
        <source>Count once more   ({key})</source>
        <translation>Hitung sekali lagi   ({key})</translation>
    </message>
    <message>
        <source>Hand the drawer over</source>
        <translation>Serahkan laci</translation>
    </message>
    <message>
        <source>Count all the cash in the drawer, the float included, and the slips.</source>
        <translation>Hitung semua uang tunai di laci, termasuk kas awal, dan slip bukan tunai.</translation>
    </message>
    <message>
        <source>This is what was counted. What should be there is said next, and the count is final then.</source>
        <translation>Inilah hasil hitungan. Jumlah seharusnya disebut berikutnya; sesudah itu hitungan tetap.</translation>
    </message>
    <message>
        <source>Nothing is sold in this shift any more. The drawer goes to the next clerk now.</source>
        <translation>Shift ini tidak melayani lagi. Laci diserahkan ke petugas berikutnya.</translation>
    </message>
    <message>
        <source>Nothing is sold in this shift any more. It can only be closed now.</source>
        <translation>Shift ini tidak melayani lagi. Sekarang hanya dapat ditutup.</translation>
    </message>
    <message>
        <source>You close for staff number {clerk}. The journal will name both of you.</source>
        <translation>Anda menutup untuk nomor petugas {clerk}. Jurnal akan mencatat kalian berdua.</translation>
    </message>
    <message>
        <source>{means}  {amount}  ({count} slips)</source>
        <translation>{means}  {amount}  ({count} slip)</translation>
    </message>
    <message>
        <source>Z report {number}.  Counted {counted}, expected {expected}.  {variance}</source>
        <translation>Laporan Z {number}.  Dihitung {counted}, seharusnya {expected}.  {variance}</translation>
    </message>
    <message>
        <source>Not settled: {count}, in all {amount}. The slip names each of them.</source>
        <translation>Belum selesai: {count}, seluruhnya {amount}. Slip menyebut satu per satu.</translation>
    </message>
    <message>
        <source>Payments still on their way to the host: {waiting}. They go on while the program runs.</source>
        <translation>Pembayaran yang masih dikirim ke pusat: {waiting}. Pengiriman berlanjut selama program terbuka.</translation>
    </message>
    <message>
        <source>Nothing is counted yet. Type 0 where there is nothing.</source>
        <translation>Belum ada yang dihitung. Ketik 0 bila tidak ada.</translation>
    </message>
    <message>
        <source>Counted twice; this count holds.</source>
        <translation>Sudah dihitung dua kali; hitungan ini berlaku.</translation>
    </message>
</context>
<context>
    <name>ConsentPanel</name>
    <message>
        <source>To pay</source>
        <translation>Yang harus dibayar</translation>
    </message>
    <message>
        <source>What was typed for the payment is kept.</source>
        <translation>Yang sudah diketik untuk pembayaran tetap ada.</translation>
    </message>
    <message>
        <source>Back to the payment   (Esc)</source>
        <translation>Kembali ke pembayaran   (Esc)</translation>
    </message>
</context>
<context>
    <name>ContactForm</name>
    <message>
        <source>What came of it?</source>
        <translation>Bagaimana hasilnya?</translation>
    </message>
    <message>
        <source>← → by which way · 1–7 what came of it · Tab note</source>
        <translation>← → cara · 1–7 hasil · Tab catatan</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Write it down   (Enter)</source>
        <translation>Catat   (Enter)</translation>
    </message>
    <message>
        <source>Not now   (Esc)</source>
        <translation>Nanti saja   (Esc)</translation>
    </message>
    <message>
        <source>Choose what came of it: a digit, or a click.</source>
        <translation>Pilih hasilnya: dengan angka, atau klik.</translation>
    </message>
</context>
<context>
    <name>CopyForm</name>
    <message>
        <source>Why one more copy</source>
        <translation>Mengapa perlu salinan lagi</translation>
    </message>
    <message>
        <source>{listed}, or type it</source>
        <translation>{listed}, atau ketik</translation>
    </message>
</context>
<context>
    <name>CounterPage</name>
    <message>
        <source>1 2 3 6 12 or ← → months   ·   J JHT   ·   Enter payment   ·   Esc back   ·   F1 all keys</source>
        <translation>1 2 3 6 12 atau ← → bulan   ·   J JHT   ·   Enter ke pembayaran   ·   Esc kembali   ·   F1 semua tombol</translation>
    </message>
    <message>
        <source>Esc back   ·   F3 journal   ·   F2 next payer   ·   F1 all keys</source>
        <translation>Esc kembali   ·   F3 jurnal   ·   F2 peserta berikutnya   ·   F1 semua tombol</translation>
    </message>
    <message>
        <source>Enter ask again   ·   F3 journal   ·   F1 all keys</source>
        <translation>Enter tanya lagi   ·   F3 jurnal   ·   F1 semua tombol</translation>
    </message>
    <message>
        <source>Enter take the money   ·   Alt+1–4 notes   ·   F5–F8 means   ·   Esc back   ·   F1 all keys</source>
        <translation>Enter terima uang   ·   Alt+1–4 uang bulat   ·   F5–F8 cara bayar   ·   Esc kembali   ·   F1 semua tombol</translation>
    </message>
    <message>
        <source>Enter next field, then consent   ·   Esc back to the payment   ·   F1 all keys</source>
        <translation>Enter kolom berikut, lalu setuju   ·   Esc kembali ke pembayaran   ·   F1 semua tombol</translation>
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
    <name>Coverage</name>
    <message>
        <source>Participants</source>
        <translation>Peserta</translation>
    </message>
    <message>
        <source>New, regained</source>
        <translation>Baru, aktif lagi</translation>
    </message>
    <message>
        <source>Contributions</source>
        <translation>Iuran</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Terdaftar</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktif</translation>
    </message>
    <message>
        <source>In grace</source>
        <translation>Tenggang</translation>
    </message>
    <message>
        <source>Lapsed</source>
        <translation>Tidak aktif</translation>
    </message>
    <message>
        <source>Paid here</source>
        <translation>Dibayar</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Baru</translation>
    </message>
    <message>
        <source>Regained</source>
        <translation>Aktif lagi</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Jumlah</translation>
    </message>
    <message>
        <source>All sectors</source>
        <translation>Semua sektor</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transportasi</translation>
    </message>
    <message>
        <source>Other sectors</source>
        <translation>Sektor lain</translation>
    </message>
    <message>
        <source>.</source>
        <translation>,</translation>
    </message>
    <message>
        <source>Rp{millions} m</source>
        <translation>Rp{millions} jt</translation>
    </message>
</context>
<context>
    <name>CoveragePage</name>
    <message>
        <source>Coverage</source>
        <translation>Cakupan</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Lebih lama</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Lebih baru</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Simpan PDF</translation>
    </message>
    <message>
        <source>Save as PNG</source>
        <translation>Simpan PNG</translation>
    </message>
    <message>
        <source>Coverage in numbers, month by month</source>
        <translation>Cakupan dalam angka, bulan demi bulan</translation>
    </message>
    <message>
        <source>Nothing to show yet</source>
        <translation>Belum ada yang dapat ditampilkan</translation>
    </message>
    <message>
        <source>There is something here once participants have arrived from the host, or payments are confirmed.</source>
        <translation>Isinya ada setelah peserta diterima dari pusat atau pembayaran terkonfirmasi.</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Menulis {name}</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>Menghitung</translation>
    </message>
    <message>
        <source>Stopped; what is shown was counted before.</source>
        <translation>Dihentikan; yang tampil adalah hitungan sebelumnya.</translation>
    </message>
    <message>
        <source>Save the coverage</source>
        <translation>Simpan cakupan</translation>
    </message>
    <message>
        <source>The file could not be written: {why}</source>
        <translation>Berkas tidak dapat ditulis: {why}</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Disimpan sebagai {name}.</translation>
    </message>
    <message>
        <source>{count} months</source>
        <translation>{count} bulan</translation>
    </message>
    <message>
        <source>Target: {target}</source>
        <translation>Target: {target}</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Bulan</translation>
    </message>
    <message>
        <source>–: nobody counted in that month; what was paid here is known all the same.</source>
        <translation>–: bulan itu belum dicatat; yang dibayar di sini tetap diketahui.</translation>
    </message>
    <message>
        <source>The target is for all sectors.</source>
        <translation>Target berlaku untuk semua sektor.</translation>
    </message>
    <message>
        <source>{months}, counted {moment}.</source>
        <translation>{months}, dihitung {moment}.</translation>
    </message>
</context>
<context>
    <name>DismissForm</name>
    <message>
        <source>Why nobody needs it</source>
        <translation>Mengapa tidak diperlukan lagi</translation>
    </message>
    <message>
        <source>{listed}, or type it</source>
        <translation>{listed}, atau ketik</translation>
    </message>
    <message>
        <source>The payment stands: in your own words.</source>
        <translation>Pembayarannya sah: ketik alasannya sendiri.</translation>
    </message>
    <message>
        <source>Not needed any more   (Enter)</source>
        <translation>Tidak diperlukan lagi   (Enter)</translation>
    </message>
</context>
<context>
    <name>DoingForm</name>
    <message>
        <source>Give {amount} back</source>
        <translation>Kembalikan {amount}</translation>
    </message>
    <message>
        <source>Decide by evidence</source>
        <translation>Putuskan berdasarkan bukti</translation>
    </message>
    <message>
        <source>Cancel and give {amount} back</source>
        <translation>Batalkan dan kembalikan {amount}</translation>
    </message>
    <message>
        <source>Ask the host to reverse {amount}</source>
        <translation>Minta pusat membalik {amount}</translation>
    </message>
    <message>
        <source>The payer was called</source>
        <translation>Pembayar sudah dihubungi</translation>
    </message>
    <message>
        <source>Count the money, hand it over, then press Enter. The slip is signed by the payer.</source>
        <translation>Hitung uangnya, serahkan, lalu tekan Enter. Bukti ditandatangani pembayar.</translation>
    </message>
    <message>
        <source>Two people decide, by what the host or its branch office has in writing.</source>
        <translation>Dua orang memutuskan, berdasarkan bukti tertulis dari pusat atau kantor cabang.</translation>
    </message>
    <message>
        <source>Nothing was sent yet. The money goes back now; the slip is signed by the payer.</source>
        <translation>Belum ada yang dikirim. Uang kembali sekarang; bukti ditandatangani pembayar.</translation>
    </message>
    <message>
        <source>Give nothing back yet: the money goes back when the host has confirmed.</source>
        <translation>Jangan kembalikan dulu: uang kembali setelah pusat mengonfirmasi.</translation>
    </message>
    <message>
        <source>Write down when the payer comes, or why nobody was reached.</source>
        <translation>Catat kapan pembayar datang, atau mengapa tidak terhubungi.</translation>
    </message>
    <message>
        <source>What you have seen (letter, e-mail, list)</source>
        <translation>Bukti yang dilihat (surat, surel, daftar)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Host reference</source>
        <translation>Referensi pusat</translation>
    </message>
    <message>
        <source>It is in the payer&apos;s hand   (Enter)</source>
        <translation>Sudah di tangan pembayar   (Enter)</translation>
    </message>
    <message>
        <source>Write it down   (Enter)</source>
        <translation>Catat   (Enter)</translation>
    </message>
    <message>
        <source>Not now   (Esc)</source>
        <translation>Nanti saja   (Esc)</translation>
    </message>
    <message>
        <source>Posted</source>
        <translation>Sudah dibukukan</translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation>Sudah dibalik</translation>
    </message>
    <message>
        <source>Not posted</source>
        <translation>Tidak dibukukan</translation>
    </message>
    <message>
        <source>Not reversed</source>
        <translation>Tidak dibalik</translation>
    </message>
    <message>
        <source>The host says now: posted, reference {reference}.</source>
        <translation>Kata pusat sekarang: sudah dibukukan, referensi {reference}.</translation>
    </message>
    <message>
        <source>The host does not confirm it now. Only paper of the host&apos;s decides.</source>
        <translation>Pusat belum mengonfirmasi. Hanya bukti tertulis dari pusat yang menentukan.</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>waits to be sent</source>
        <translation>menunggu dikirim</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>sedang dikirim</translation>
    </message>
    <message>
        <source>not certain</source>
        <translation>belum pasti</translation>
    </message>
    <message>
        <source>to be examined</source>
        <translation>perlu pemeriksaan</translation>
    </message>
    <message>
        <source>reversal asked for</source>
        <translation>pembalikan diminta</translation>
    </message>
    <message>
        <source>reversal to be examined</source>
        <translation>pembalikan perlu pemeriksaan</translation>
    </message>
    <message>
        <source>refused, money not back yet</source>
        <translation>ditolak, uang belum kembali</translation>
    </message>
    <message>
        <source>reversed, money not back yet</source>
        <translation>dibalik, uang belum kembali</translation>
    </message>
    <message>
        <source>To the vault</source>
        <translation>Ke brankas</translation>
    </message>
    <message>
        <source>From the vault</source>
        <translation>Dari brankas</translation>
    </message>
    <message>
        <source>Z report</source>
        <translation>Laporan Z</translation>
    </message>
    <message>
        <source>Deposit slip</source>
        <translation>Bukti setoran</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>Laporan X</translation>
    </message>
    <message>
        <source>Recall slip</source>
        <translation>Slip panggilan</translation>
    </message>
    <message>
        <source>Vault slip</source>
        <translation>Slip brankas</translation>
    </message>
    <message>
        <source>Hand-over slip</source>
        <translation>Slip serah terima</translation>
    </message>
    <message>
        <source>coin</source>
        <translation>koin</translation>
    </message>
    <message>
        <source>Rp0 – it is right to the rupiah</source>
        <translation>Rp0 – pas</translation>
    </message>
    <message>
        <source>{amount} short</source>
        <translation>Kurang {amount}</translation>
    </message>
    <message>
        <source>{amount} over</source>
        <translation>Lebih {amount}</translation>
    </message>
</context>
<context>
    <name>DrawerForm</name>
    <message>
        <source>Cash to the vault</source>
        <translation>Setor ke brankas</translation>
    </message>
    <message>
        <source>Cash from the vault</source>
        <translation>Ambil dari brankas</translation>
    </message>
    <message>
        <source>Open the drawer without a sale</source>
        <translation>Buka laci tanpa penjualan</translation>
    </message>
    <message>
        <source>Count what leaves the drawer. Both of you sign the slip.</source>
        <translation>Hitung uang yang keluar dari laci. Kalian berdua menandatangani slip.</translation>
    </message>
    <message>
        <source>Count what comes into the drawer. Both of you sign the slip.</source>
        <translation>Hitung uang yang masuk ke laci. Kalian berdua menandatangani slip.</translation>
    </message>
    <message>
        <source>The journal keeps who opened it, why, and who stood by.</source>
        <translation>Jurnal mencatat siapa yang membuka, mengapa, dan siapa saksinya.</translation>
    </message>
    <message>
        <source>Not now   (Esc)</source>
        <translation>Jangan dulu   (Esc)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Type how many notes and coins there are.</source>
        <translation>Ketik berapa lembar dan keping uangnya.</translation>
    </message>
</context>
<context>
    <name>DrawerHint</name>
    <message>
        <source>The drawer did not open: use its key.</source>
        <translation>Laci tidak terbuka: buka dengan kunci.</translation>
    </message>
</context>
<context>
    <name>DrawerPage</name>
    <message>
        <source>Cash to the vault</source>
        <translation>Setor ke brankas</translation>
    </message>
    <message>
        <source>Cash from the vault</source>
        <translation>Ambil dari brankas</translation>
    </message>
    <message>
        <source>Open the drawer</source>
        <translation>Buka laci</translation>
    </message>
    <message>
        <source>{amount} went to the vault.</source>
        <translation>{amount} sudah disetor ke brankas.</translation>
    </message>
    <message>
        <source>{amount} came from the vault.</source>
        <translation>{amount} sudah masuk dari brankas.</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>Laci</translation>
    </message>
    <message>
        <source>Opened by {clerk} on {at} with {amount}. What it must hold is said at the close, after the count.</source>
        <translation>Dibuka {clerk} pada {at} dengan {amount}. Isi seharusnya disebut saat penutupan, setelah dihitung.</translation>
    </message>
    <message>
        <source>Nothing was moved to or from the vault in this shift.</source>
        <translation>Belum ada setoran ke atau ambilan dari brankas pada shift ini.</translation>
    </message>
    <message>
        <source>X report: the shift so far</source>
        <translation>Laporan X: shift sejauh ini</translation>
    </message>
    <message>
        <source>Hand over to the next clerk</source>
        <translation>Serahkan ke petugas berikut</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Waktu</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Apa</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Jumlah</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Pecahan</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Persetujuan</translation>
    </message>
    <message>
        <source>The X report is on its way to the printer. It closes nothing.</source>
        <translation>Laporan X sedang dicetak. Loket tidak ditutup olehnya.</translation>
    </message>
    <message>
        <source>The drawer is open. The journal has it.</source>
        <translation>Laci terbuka. Jurnal mencatatnya.</translation>
    </message>
    <message>
        <source>The printer did not open the drawer. Use its key; the journal has both.</source>
        <translation>Printer tidak membuka laci. Pakai kuncinya; jurnal mencatat keduanya.</translation>
    </message>
</context>
<context>
    <name>DrawerPapers</name>
    <message>
        <source>… and {count} more</source>
        <translation>… dan {count} lagi</translation>
    </message>
    <message>
        <source>Sign them and file them.</source>
        <translation>Tanda tangani dan simpan.</translation>
    </message>
    <message>
        <source>Then press {key}. They are kept until they are out.</source>
        <translation>Setelah itu tekan {key}. Semuanya disimpan sampai keluar.</translation>
    </message>
    <message>
        <source>Print what is missing   ({key})</source>
        <translation>Cetak yang belum keluar   ({key})</translation>
    </message>
    <message>
        <source>Print a copy   ({key})</source>
        <translation>Cetak salinan   ({key})</translation>
    </message>
    <message>
        <source>is being printed …</source>
        <translation>sedang dicetak …</translation>
    </message>
    <message>
        <source>One more copy: {paper}</source>
        <translation>Satu salinan lagi: {paper}</translation>
    </message>
</context>
<context>
    <name>EmptyColumn</name>
    <message>
        <source>Next payer, please</source>
        <translation>Silakan, peserta berikutnya</translation>
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
</context>
<context>
    <name>Formats</name>
    <message>
        <source>Jan</source>
        <translation>Jan</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>Feb</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>Mar</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>Apr</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Mei</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>Jun</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>Jul</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>Agu</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>Sep</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>Okt</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>Nov</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>Des</translation>
    </message>
    <message>
        <source>January</source>
        <translation>Januari</translation>
    </message>
    <message>
        <source>February</source>
        <translation>Februari</translation>
    </message>
    <message>
        <source>March</source>
        <translation>Maret</translation>
    </message>
    <message>
        <source>April</source>
        <translation>April</translation>
    </message>
    <message>
        <source>June</source>
        <translation>Juni</translation>
    </message>
    <message>
        <source>July</source>
        <translation>Juli</translation>
    </message>
    <message>
        <source>August</source>
        <translation>Agustus</translation>
    </message>
    <message>
        <source>September</source>
        <translation>September</translation>
    </message>
    <message>
        <source>October</source>
        <translation>Oktober</translation>
    </message>
    <message>
        <source>November</source>
        <translation>November</translation>
    </message>
    <message>
        <source>December</source>
        <translation>Desember</translation>
    </message>
    <message>
        <source>{hour}:{minute}</source>
        <translation>{hour}.{minute}</translation>
    </message>
    <message>
        <source>,</source>
        <comment>between thousands</comment>
        <translation>.</translation>
    </message>
</context>
<context>
    <name>FullForm</name>
    <message>
        <source>A file with full numbers</source>
        <translation>Berkas dengan nomor lengkap</translation>
    </message>
    <message>
        <source>Why they are needed; the journal keeps it</source>
        <translation>Alasannya; dicatat di jurnal</translation>
    </message>
</context>
<context>
    <name>HeirRows</name>
    <message>
        <source>Heir</source>
        <translation>Ahli waris</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>Hubungan</translation>
    </message>
    <message>
        <source>NIK (if known)</source>
        <translation>NIK (bila ada)</translation>
    </message>
    <message>
        <source>wife</source>
        <translation>istri</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Time</source>
        <translation>Jam</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Struk</translation>
    </message>
    <message>
        <source>Payer</source>
        <translation>Peserta</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Bulan</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Jumlah</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Kertas</translation>
    </message>
    <message>
        <source>{count} mo.</source>
        <translation>{count} bulan</translation>
    </message>
    <message>
        <source>copies: {count}</source>
        <translation>salinan: {count}</translation>
    </message>
</context>
<context>
    <name>JournalPage</name>
    <message>
        <source>Journal of {day}</source>
        <translation>Jurnal {day}</translation>
    </message>
    <message>
        <source>Filter by name, receipt number or NIK   ( / )</source>
        <translation>Saring nama, nomor struk, atau NIK   ( / )</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Saring</translation>
    </message>
    <message>
        <source>Payments of the day</source>
        <translation>Pembayaran hari ini</translation>
    </message>
    <message>
        <source>Payments: {count}</source>
        <translation>Pembayaran: {count}</translation>
    </message>
    <message>
        <source>The journal cannot be read</source>
        <translation>Jurnal tidak dapat dibaca</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>Tidak ada yang cocok</translation>
    </message>
    <message>
        <source>No payment of today has this in it. Esc shows all again.</source>
        <translation>Tidak ada pembayaran hari ini yang memuatnya. Esc menampilkan semuanya lagi.</translation>
    </message>
    <message>
        <source>No payments yet</source>
        <translation>Belum ada pembayaran</translation>
    </message>
    <message>
        <source>The first one of today will stand here.</source>
        <translation>Pembayaran pertama hari ini akan tampil di sini.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Everywhere</source>
        <translation>Di mana saja</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>Di loket</translation>
    </message>
    <message>
        <source>In the journal</source>
        <translation>Di jurnal</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>Di antrean</translation>
    </message>
    <message>
        <source>When registering</source>
        <translation>Saat mendaftarkan</translation>
    </message>
    <message>
        <source>When reminding</source>
        <translation>Saat mengingatkan</translation>
    </message>
    <message>
        <source>In the reckoning</source>
        <translation>Di rekonsiliasi</translation>
    </message>
    <message>
        <source>In the print outbox</source>
        <translation>Di antrean cetak</translation>
    </message>
    <message>
        <source>Setting up the printer</source>
        <translation>Menyetel printer</translation>
    </message>
    <message>
        <source>Show these keys</source>
        <translation>Tampilkan daftar tombol ini</translation>
    </message>
    <message>
        <source>Menu: all pages</source>
        <translation>Menu: semua halaman</translation>
    </message>
    <message>
        <source>Counter: next payer</source>
        <translation>Loket: peserta berikutnya</translation>
    </message>
    <message>
        <source>Journal of the day</source>
        <translation>Jurnal hari ini</translation>
    </message>
    <message>
        <source>Queue to the host</source>
        <translation>Antrean ke pusat</translation>
    </message>
    <message>
        <source>Indonesian or English</source>
        <translation>Bahasa Indonesia atau Inggris</translation>
    </message>
    <message>
        <source>Close the counter</source>
        <translation>Tutup loket</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Terang atau gelap</translation>
    </message>
    <message>
        <source>Check a receipt</source>
        <translation>Periksa struk</translation>
    </message>
    <message>
        <source>Statement of one&apos;s work</source>
        <translation>Rekam kerja petugas</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Petugas</translation>
    </message>
    <message>
        <source>Register a worker</source>
        <translation>Daftarkan pekerja</translation>
    </message>
    <message>
        <source>Drawer: vault, hand-over</source>
        <translation>Laci: brankas, serah terima</translation>
    </message>
    <message>
        <source>Who has to be reminded</source>
        <translation>Siapa yang perlu diingatkan</translation>
    </message>
    <message>
        <source>Coverage of the office</source>
        <translation>Cakupan kantor</translation>
    </message>
    <message>
        <source>Reports and exports</source>
        <translation>Laporan dan ekspor</translation>
    </message>
    <message>
        <source>Reckoning with the host</source>
        <translation>Rekonsiliasi dengan pusat</translation>
    </message>
    <message>
        <source>Supervisor&apos;s page</source>
        <translation>Pengawasan</translation>
    </message>
    <message>
        <source>Old personal data</source>
        <translation>Data pribadi lama</translation>
    </message>
    <message>
        <source>Print outbox</source>
        <translation>Antrean cetak</translation>
    </message>
    <message>
        <source>Set up the printer</source>
        <translation>Atur printer</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Kunci</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Keluar</translation>
    </message>
    <message>
        <source>Look up → amount → pay and print</source>
        <translation>Cari → jumlah → bayar dan cetak</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Mundur satu langkah</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Bulan</translation>
    </message>
    <message>
        <source>Fewer or more months</source>
        <translation>Kurangi atau tambah bulan</translation>
    </message>
    <message>
        <source>With or without JHT</source>
        <translation>Dengan atau tanpa JHT</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Tunai</translation>
    </message>
    <message>
        <source>QRIS</source>
        <translation>QRIS</translation>
    </message>
    <message>
        <source>Debit</source>
        <translation>Debit</translation>
    </message>
    <message>
        <source>Pospay</source>
        <translation>Pospay</translation>
    </message>
    <message>
        <source>Round sums</source>
        <translation>Pecahan bulat</translation>
    </message>
    <message>
        <source>Scroll bill or receipt</source>
        <translation>Gulir tagihan atau struk</translation>
    </message>
    <message>
        <source>Print the receipt again</source>
        <translation>Cetak ulang struk</translation>
    </message>
    <message>
        <source>What the programmes give</source>
        <translation>Manfaat program</translation>
    </message>
    <message>
        <source>Choose a payment</source>
        <translation>Pilih pembayaran</translation>
    </message>
    <message>
        <source>Show its receipt</source>
        <translation>Tampilkan struknya</translation>
    </message>
    <message>
        <source>Show the full NIK</source>
        <translation>Tampilkan NIK lengkap</translation>
    </message>
    <message>
        <source>Filter by name, receipt or NIK</source>
        <translation>Saring nama, struk, atau NIK</translation>
    </message>
    <message>
        <source>Correct: cancel, reverse</source>
        <translation>Koreksi: batalkan, balik</translation>
    </message>
    <message>
        <source>Give the money back</source>
        <translation>Kembalikan uang</translation>
    </message>
    <message>
        <source>Examine, two people</source>
        <translation>Periksa berdua</translation>
    </message>
    <message>
        <source>Print the confirmation slip</source>
        <translation>Cetak bukti konfirmasi</translation>
    </message>
    <message>
        <source>Ask the host now</source>
        <translation>Tanya pusat sekarang</translation>
    </message>
    <message>
        <source>Cancel what was not sent</source>
        <translation>Batalkan yang belum dikirim</translation>
    </message>
    <message>
        <source>Reverse at the host</source>
        <translation>Balikkan di pusat</translation>
    </message>
    <message>
        <source>Payer was called</source>
        <translation>Pembayar dihubungi</translation>
    </message>
    <message>
        <source>Print whom to call</source>
        <translation>Cetak daftar panggilan</translation>
    </message>
    <message>
        <source>Summary for the worker</source>
        <translation>Ringkasan untuk pekerja</translation>
    </message>
    <message>
        <source>One more heir</source>
        <translation>Tambah ahli waris</translation>
    </message>
    <message>
        <source>One heir less</source>
        <translation>Hapus ahli waris</translation>
    </message>
    <message>
        <source>The worker agrees</source>
        <translation>Pekerja setuju</translation>
    </message>
    <message>
        <source>Print summary or slip</source>
        <translation>Cetak ringkasan atau slip</translation>
    </message>
    <message>
        <source>Scroll the summary</source>
        <translation>Gulir ringkasan</translation>
    </message>
    <message>
        <source>Take the first payment</source>
        <translation>Terima iuran pertama</translation>
    </message>
    <message>
        <source>Correct and send again</source>
        <translation>Perbaiki dan kirim lagi</translation>
    </message>
    <message>
        <source>Next worker</source>
        <translation>Pekerja berikutnya</translation>
    </message>
    <message>
        <source>Find a name</source>
        <translation>Cari nama</translation>
    </message>
    <message>
        <source>Mark for a letter</source>
        <translation>Tandai untuk surat</translation>
    </message>
    <message>
        <source>Mark all of the page</source>
        <translation>Tandai sehalaman</translation>
    </message>
    <message>
        <source>Turn the page</source>
        <translation>Halaman lain</translation>
    </message>
    <message>
        <source>Letters as PDF</source>
        <translation>Surat sebagai PDF</translation>
    </message>
    <message>
        <source>Message and chat</source>
        <translation>Pesan dan obrolan</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Apa hasilnya</translation>
    </message>
    <message>
        <source>Take a case, or give it</source>
        <translation>Ambil atau serahkan kasus</translation>
    </message>
    <message>
        <source>Note about a case</source>
        <translation>Catatan kasus</translation>
    </message>
    <message>
        <source>Propose a conclusion</source>
        <translation>Usulkan kesimpulan</translation>
    </message>
    <message>
        <source>Close a case, two people</source>
        <translation>Tutup kasus, dua orang</translation>
    </message>
    <message>
        <source>Not convinced</source>
        <translation>Belum yakin</translation>
    </message>
    <message>
        <source>Print what waits</source>
        <translation>Cetak yang menunggu</translation>
    </message>
    <message>
        <source>Print a copy (SALINAN)</source>
        <translation>Cetak salinan</translation>
    </message>
    <message>
        <source>Not needed any more</source>
        <translation>Tidak diperlukan lagi</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Lihat lagi</translation>
    </message>
    <message>
        <source>What is seen on the slip</source>
        <translation>Yang terlihat di slip</translation>
    </message>
    <message>
        <source>The slip is here</source>
        <translation>Slip sudah keluar</translation>
    </message>
    <message>
        <source>Look for printers again</source>
        <translation>Cari printer lagi</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Keys</source>
        <translation>Tombol</translation>
    </message>
    <message>
        <source>F1 or Esc puts this away</source>
        <translation>F1 atau Esc menutup daftar ini</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Halaman</translation>
    </message>
</context>
<context>
    <name>LastPayments</name>
    <message>
        <source>Last payments today — all of them: F3</source>
        <translation>Pembayaran terakhir hari ini — semuanya: F3</translation>
    </message>
</context>
<context>
    <name>LettersErrand</name>
    <message>
        <source>Letters: {done} of {all}   (Esc stops)</source>
        <translation>Surat: {done} dari {all}   (Esc menghentikan)</translation>
    </message>
    <message>
        <source>Stopped; no letter was kept.</source>
        <translation>Dihentikan; tidak ada surat yang disimpan.</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Tersimpan: {file}</translation>
    </message>
</context>
<context>
    <name>ListFilters</name>
    <message>
        <source>Name or receipt</source>
        <translation>Nama atau struk</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Petugas</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>Cara bayar</translation>
    </message>
    <message>
        <source>From Rp</source>
        <translation>Dari Rp</translation>
    </message>
    <message>
        <source>To Rp</source>
        <translation>Sampai Rp</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Without the host</source>
        <translation>Tanpa pusat</translation>
    </message>
    <message>
        <source>all</source>
        <translation>semua</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ya</translation>
    </message>
    <message>
        <source>no</source>
        <translation>tidak</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Locked</source>
        <translation>Terkunci</translation>
    </message>
    <message>
        <source>{name} (staff number {number}) is at work here. What was on screen is still there.</source>
        <translation>{name} (nomor pegawai {number}) sedang bertugas di sini. Yang tadi di layar masih ada.</translation>
    </message>
    <message>
        <source>PIN of {name}</source>
        <translation>PIN {name}</translation>
    </message>
    <message>
        <source>Unlock   (Enter)</source>
        <translation>Buka kunci   (Enter)</translation>
    </message>
    <message>
        <source>This is not the PIN of {name}. Tries left: {left}.</source>
        <translation>Ini bukan PIN {name}. Sisa percobaan: {left}.</translation>
    </message>
</context>
<context>
    <name>LogInPage</name>
    <message>
        <source>Log in</source>
        <translation>Masuk</translation>
    </message>
    <message>
        <source>{office} · counter {counter}</source>
        <translation>{office} · loket {counter}</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>Nomor pegawai</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>PIN baru</translation>
    </message>
    <message>
        <source>The new PIN again</source>
        <translation>PIN baru sekali lagi</translation>
    </message>
    <message>
        <source>Log in   (Enter)</source>
        <translation>Masuk   (Enter)</translation>
    </message>
    <message>
        <source>Change and log in   (Enter)</source>
        <translation>Ganti dan masuk   (Enter)</translation>
    </message>
    <message>
        <source>Keep the PIN   ({key})</source>
        <translation>Jangan ganti PIN   ({key})</translation>
    </message>
    <message>
        <source>Change my PIN   ({key})</source>
        <translation>Ganti PIN saya   ({key})</translation>
    </message>
    <message>
        <source>The database could not be opened. Start the program again; if it stays so, call support.</source>
        <translation>Basis data tidak dapat dibuka. Buka ulang program; jika tetap begitu, hubungi dukungan.</translation>
    </message>
    <message>
        <source>The two PINs differ. Type the second one again.</source>
        <translation>Kedua PIN berbeda. Ketik lagi yang kedua.</translation>
    </message>
    <message>
        <source>Opening the database …</source>
        <translation>Membuka basis data …</translation>
    </message>
</context>
<context>
    <name>MessageSheet</name>
    <message>
        <source>Message</source>
        <translation>Pesan</translation>
    </message>
    <message>
        <source>Point the office&apos;s telephone at the code; the chat opens with these words.</source>
        <translation>Arahkan telepon kantor ke kode ini; obrolan terbuka dengan kata-kata ini.</translation>
    </message>
    <message>
        <source>No mobile number is known. Copy the words.</source>
        <translation>Nomor ponsel tidak diketahui. Salin kata-katanya.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Tersalin</translation>
    </message>
    <message>
        <source>Copy the words   ({key})</source>
        <translation>Salin kata-katanya   ({key})</translation>
    </message>
    <message>
        <source>It was sent   (Enter)</source>
        <translation>Sudah terkirim   (Enter)</translation>
    </message>
    <message>
        <source>Not now   (Esc)</source>
        <translation>Nanti saja   (Esc)</translation>
    </message>
    <message>
        <source>Code that opens the chat</source>
        <translation>Kode pembuka obrolan</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Nothing has been entered yet. Type it here.</source>
        <translation>Belum diisi.</translation>
    </message>
    <message>
        <source>Character {position} is not a digit. Correct it where the cursor stands.</source>
        <translation>Karakter ke-{position} bukan angka. Perbaiki di tempat kursor.</translation>
    </message>
    <message>
        <source>{typed} digits so far. A NIK has 16, a card number (KPJ) 11, a payment code 12.</source>
        <translation>Baru {typed} angka. NIK 16 angka, kartu peserta (KPJ) 11, kode iuran 12.</translation>
    </message>
    <message>
        <source>A NIK has {expected} digits, here are {typed}. Compare it with the KTP.</source>
        <translation>NIK terdiri dari {expected} angka, ini {typed}. Cocokkan dengan KTP.</translation>
    </message>
    <message>
        <source>No province has the code {code}. Compare the first two digits with the KTP.</source>
        <translation>Tidak ada provinsi berkode {code}. Cocokkan dua angka pertama dengan KTP.</translation>
    </message>
    <message>
        <source>Digits 7 to 12 ({typed}) are no date of birth. Compare them with the KTP.</source>
        <translation>Angka ke-7 sampai ke-12 ({typed}) bukan tanggal lahir. Cocokkan dengan KTP.</translation>
    </message>
    <message>
        <source>The last four digits of a NIK are never 0000. Compare them with the KTP.</source>
        <translation>Empat angka terakhir NIK tidak pernah 0000. Cocokkan dengan KTP.</translation>
    </message>
    <message>
        <source>This is not an amount in rupiah. Type digits only, for example 50000.</source>
        <translation>Ini bukan jumlah rupiah. Ketik angka saja, misalnya 50000.</translation>
    </message>
    <message>
        <source>A reference has 4 to 32 letters and digits. Type it as it stands on the slip or the phone.</source>
        <translation>Nomor referensi terdiri dari 4 sampai 32 huruf dan angka. Ketik seperti pada slip atau ponsel.</translation>
    </message>
    <message>
        <source>This is not a month. Type it as 2026-11.</source>
        <translation>Ini bukan bulan. Ketik seperti 2026-11.</translation>
    </message>
    <message>
        <source>There is no tariff for {month}. Choose a later first month.</source>
        <translation>Belum ada tarif untuk {month}. Pilih bulan pertama yang lebih baru.</translation>
    </message>
    <message>
        <source>{months} months cannot be paid at once. Choose one of {offered}.</source>
        <translation>{months} bulan tidak dapat dibayar sekaligus. Pilih salah satu: {offered}.</translation>
    </message>
    <message>
        <source>{programme} is mandatory and cannot be left out.</source>
        <translation>{programme} wajib dan tidak dapat dilepas.</translation>
    </message>
    <message>
        <source>There is no such programme. Choose from {allowed}.</source>
        <translation>Program itu tidak ada. Pilih dari {allowed}.</translation>
    </message>
    <message>
        <source>There is no such sector. Choose from {allowed}.</source>
        <translation>Sektor itu tidak ada. Pilih dari {allowed}.</translation>
    </message>
    <message>
        <source>Staff number or PIN is wrong. Tries left: {left}. Then log-in is closed for 30 minutes.</source>
        <translation>Nomor pegawai atau PIN salah. Sisa percobaan: {left}. Setelah itu ditutup selama 30 menit.</translation>
    </message>
    <message>
        <source>Staff number {user} is taken. Choose another one.</source>
        <translation>Nomor pegawai {user} sudah dipakai. Pilih yang lain.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Log-in is closed; try again in {minutes} min.</source>
        <translation>Terlalu banyak PIN salah. Masuk ditutup; coba lagi {minutes} menit lagi.</translation>
    </message>
    <message>
        <source>A PIN has at least {least} digits. Type a longer one.</source>
        <translation>PIN paling sedikit {least} angka. Ketik yang lebih panjang.</translation>
    </message>
    <message>
        <source>A staff number has 1 to 20 letters, digits, dots and dashes; a name has 1 to 80 characters.</source>
        <translation>Nomor pegawai 1 sampai 20 huruf, angka, titik, atau strip; nama 1 sampai 80 karakter.</translation>
    </message>
    <message>
        <source>This PIN was given to begin with. Choose one of your own, which nobody else knows.</source>
        <translation>PIN ini hanya PIN awal. Buat PIN Anda sendiri yang tidak diketahui orang lain.</translation>
    </message>
    <message>
        <source>This is the PIN you have. Choose another one.</source>
        <translation>Ini PIN Anda yang sekarang. Pilih PIN lain.</translation>
    </message>
    <message>
        <source>Nobody with staff number {user} works here.</source>
        <translation>Tidak ada petugas dengan nomor pegawai {user} di sini.</translation>
    </message>
    <message>
        <source>Nobody does this to their own number. Ask somebody else who manages the staff.</source>
        <translation>Tidak seorang pun boleh melakukan ini pada nomornya sendiri. Minta pengelola petugas yang lain.</translation>
    </message>
    <message>
        <source>{user} is the last one in this role. Give it to somebody else first.</source>
        <translation>{user} adalah yang terakhir dengan peran ini. Berikan dulu peran ini kepada orang lain.</translation>
    </message>
    <message>
        <source>The counter is open in the name of {user}. It has to be closed first.</source>
        <translation>Loket masih terbuka atas nama {user}. Tutup dulu loketnya.</translation>
    </message>
    <message>
        <source>This is no printer&apos;s address. Type its name or number in the network, for example 192.168.1.50.</source>
        <translation>Ini bukan alamat printer. Ketik nama atau nomornya di jaringan, misalnya 192.168.1.50.</translation>
    </message>
    <message>
        <source>Nothing answers at {host}, port {port}. See whether it is on, and the number right.</source>
        <translation>Tidak ada jawaban dari {host}, port {port}. Periksa apakah printer menyala dan nomornya benar.</translation>
    </message>
    <message>
        <source>This is a training: its printer stays. Set up the printer at the real counter.</source>
        <translation>Ini latihan: printernya tetap. Atur printer di loket yang sebenarnya.</translation>
    </message>
    <message>
        <source>The settings cannot be written. Nothing was saved; call whoever looks after this computer.</source>
        <translation>Pengaturan tidak dapat ditulis. Tidak ada yang disimpan; hubungi pengelola komputer ini.</translation>
    </message>
    <message>
        <source>The settings&apos; file was changed meanwhile, or has a fault that counter-app doctor names. Nothing was saved; begin again.</source>
        <translation>Berkas pengaturan sudah diubah, atau ada kesalahan yang disebutkan counter-app doctor. Tidak ada yang disimpan; mulai lagi.</translation>
    </message>
    <message>
        <source>Since it was shown, something else has become due. Look at it again.</source>
        <translation>Sejak ditampilkan, ada lagi yang sudah lewat masanya. Periksa kembali.</translation>
    </message>
    <message>
        <source>Nothing has outlived its period; there is nothing to let go.</source>
        <translation>Belum ada yang lewat masa simpannya; tidak ada yang dihapus.</translation>
    </message>
    <message>
        <source>Your role does not allow this. Ask somebody whose role does.</source>
        <translation>Peran Anda tidak mengizinkan ini. Minta rekan yang berwenang.</translation>
    </message>
    <message>
        <source>The counter is not open. Open it with the float before you take money.</source>
        <translation>Loket belum dibuka. Buka dengan kas awal sebelum menerima uang.</translation>
    </message>
    <message>
        <source>The counter is already open in the name of {clerk}. Only {clerk} can close it.</source>
        <translation>Loket sudah dibuka atas nama {clerk}. Hanya {clerk} yang dapat menutupnya.</translation>
    </message>
    <message>
        <source>The counter is open in the name of {clerk}. Only {clerk} can use and close it.</source>
        <translation>Loket dibuka atas nama {clerk}. Hanya {clerk} yang dapat memakai dan menutupnya.</translation>
    </message>
    <message>
        <source>That cannot be in a drawer. Type how many pieces there are of each note and coin.</source>
        <translation>Tidak mungkin ada di laci. Ketik banyaknya lembar dan keping untuk setiap pecahan.</translation>
    </message>
    <message>
        <source>The drawer has been counted twice. It is not counted again; go on to the close.</source>
        <translation>Laci sudah dihitung dua kali dan tidak dihitung lagi. Lanjutkan ke penutupan.</translation>
    </message>
    <message>
        <source>The drawer has not been counted, or something has moved since. Count it first.</source>
        <translation>Laci belum dihitung, atau isinya berubah sejak dihitung. Hitung dahulu.</translation>
    </message>
    <message>
        <source>What the drawer should hold has been shown. The counter can only be closed now.</source>
        <translation>Isi laci yang seharusnya sudah ditampilkan. Sekarang loket hanya bisa ditutup.</translation>
    </message>
    <message>
        <source>More is to stay in the drawer than was counted in it. Change what stays.</source>
        <translation>Yang ditinggalkan lebih banyak daripada yang dihitung. Ubah jumlah yang tinggal di laci.</translation>
    </message>
    <message>
        <source>The drawer does not hold {amount}. Count it again.</source>
        <translation>Isi laci tidak sampai {amount}. Hitung kembali.</translation>
    </message>
    <message>
        <source>This was already stored, with {amount}. Begin again for another one.</source>
        <translation>Ini sudah tersimpan dengan {amount}. Mulai lagi untuk yang lain.</translation>
    </message>
    <message>
        <source>{giver} is handing this drawer over to {receiver}. Only {receiver} can open the counter now.</source>
        <translation>{giver} menyerahkan laci ini kepada {receiver}. Sekarang hanya {receiver} yang bisa membuka loket.</translation>
    </message>
    <message>
        <source>This hand-over is over. Look at the drawer again.</source>
        <translation>Serah terima ini sudah selesai. Lihat kembali lacinya.</translation>
    </message>
    <message>
        <source>This hand-over is between {giver} and {receiver}. Only they can settle it.</source>
        <translation>Serah terima ini antara {giver} dan {receiver}. Hanya mereka yang bisa menyelesaikannya.</translation>
    </message>
    <message>
        <source>{user} cannot take over a drawer. Choose another clerk or a supervisor.</source>
        <translation>{user} tidak bisa menerima laci. Pilih petugas lain atau penyelia.</translation>
    </message>
    <message>
        <source>The host knows no participant with this number. Compare it with the KTP or the card.</source>
        <translation>Pusat tidak mengenal peserta dengan nomor ini. Cocokkan dengan KTP atau kartu peserta.</translation>
    </message>
    <message>
        <source>The host cannot be reached, and this number is not in the office&apos;s data. Try again once it is connected.</source>
        <translation>Pusat tidak terhubung, dan nomor ini tidak ada di data kantor. Coba lagi setelah terhubung.</translation>
    </message>
    <message>
        <source>These months are already paid. Take no money; choose more months, or come back next month.</source>
        <translation>Bulan ini sudah dibayar. Jangan terima uang; pilih lebih banyak bulan, atau kembali bulan depan.</translation>
    </message>
    <message>
        <source>This bill has expired. Press Enter in the lookup field for a new one.</source>
        <translation>Tagihan ini sudah kedaluwarsa. Tekan Enter di kolom cari untuk tagihan baru.</translation>
    </message>
    <message>
        <source>{missing} is missing. Ask the payer for the rest.</source>
        <translation>Kurang {missing}. Minta sisanya kepada pembayar.</translation>
    </message>
    <message>
        <source>This sale is already committed as {receipt}. Look the payer up again for another one.</source>
        <translation>Penjualan ini sudah tercatat sebagai {receipt}. Cari lagi pembayarnya untuk pembayaran lain.</translation>
    </message>
    <message>
        <source>The payment has moved on in the meantime. Open the journal to see how it stands.</source>
        <translation>Pembayaran ini sudah berubah keadaannya. Buka jurnal untuk melihatnya.</translation>
    </message>
    <message>
        <source>The host refuses this (code {code}). Take no money and tell your supervisor the code.</source>
        <translation>Pusat menolak (kode {code}). Jangan terima uang dan sampaikan kodenya kepada penyelia.</translation>
    </message>
    <message>
        <source>This approval no longer holds: it is used, too old, or for something else. Ask the supervisor again.</source>
        <translation>Persetujuan ini tidak berlaku lagi: sudah dipakai, terlalu lama, atau untuk hal lain. Minta lagi kepada penyelia.</translation>
    </message>
    <message>
        <source>A supervisor has to approve this with their PIN.</source>
        <translation>Penyelia harus menyetujui ini dengan PIN-nya.</translation>
    </message>
    <message>
        <source>Nobody can approve their own act. Ask a second person.</source>
        <translation>Tidak ada yang boleh menyetujui tindakannya sendiri. Minta orang kedua.</translation>
    </message>
    <message>
        <source>Say why, in at least {least} characters.</source>
        <translation>Tuliskan alasannya, paling sedikit {least} huruf.</translation>
    </message>
    <message>
        <source>This goes over the limit for payments without the host. A supervisor can allow this one, or wait for the line.</source>
        <translation>Ini melewati batas pembayaran tanpa pusat. Penyelia dapat mengizinkan yang satu ini, atau tunggu sambungan.</translation>
    </message>
    <message>
        <source>No more payments without the host: the last limit is reached. Take no money until the line is back.</source>
        <translation>Tidak ada lagi pembayaran tanpa pusat: batas terakhir tercapai. Jangan terima uang sampai sambungan pulih.</translation>
    </message>
    <message>
        <source>{month} is already paid: receipt {receipt}, {clerk} at counter {counter}, {at}. Take no money for it.</source>
        <translation>{month} sudah dibayar: struk {receipt}, {clerk} di loket {counter}, {at}. Jangan terima uang untuk itu.</translation>
    </message>
    <message>
        <source>Receipt {receipt} of this payer is not certain yet. Only a supervisor can allow another payment before it is.</source>
        <translation>Struk {receipt} pembayar ini belum pasti. Hanya penyelia yang dapat mengizinkan pembayaran lain sebelum itu.</translation>
    </message>
    <message>
        <source>The clock of this computer is behind what is stored already ({last}). Set it right, or a supervisor accepts it.</source>
        <translation>Jam komputer ini lebih lambat dari catatan terakhir ({last}). Perbaiki, atau penyelia menyetujuinya.</translation>
    </message>
    <message>
        <source>Receipt {receipt} is already on its way to the host and cannot be cancelled. Ask for a reversal instead.</source>
        <translation>Struk {receipt} sudah dikirim ke pusat dan tidak dapat dibatalkan. Ajukan pembalikan.</translation>
    </message>
    <message>
        <source>Receipt {receipt} cannot be reversed as it stands now. Open the queue to see how it stands.</source>
        <translation>Struk {receipt} tidak dapat dibalik dalam keadaan sekarang. Buka antrean untuk melihat keadaannya.</translation>
    </message>
    <message>
        <source>A reversal of receipt {receipt} has been asked for already. Open the queue to see how it stands.</source>
        <translation>Pembalikan struk {receipt} sudah diajukan. Buka antrean untuk melihat keadaannya.</translation>
    </message>
    <message>
        <source>The host posted receipt {receipt} on {day} and reverses on the same day only. Send the payer to the branch office.</source>
        <translation>Pusat membukukan struk {receipt} pada {day} dan hanya membalik di hari yang sama. Arahkan pembayar ke kantor cabang.</translation>
    </message>
    <message>
        <source>This host cannot do that. Take it to the branch office.</source>
        <translation>Pusat ini tidak dapat melakukannya. Bawa ke kantor cabang.</translation>
    </message>
    <message>
        <source>Nobody&apos;s money waits here. There is no one to call.</source>
        <translation>Tidak ada uang yang menunggu di sini. Tidak ada yang perlu dipanggil.</translation>
    </message>
    <message>
        <source>No cash is due back for receipt {receipt}. Give nothing.</source>
        <translation>Tidak ada uang yang harus dikembalikan untuk struk {receipt}. Jangan beri apa pun.</translation>
    </message>
    <message>
        <source>The money for receipt {receipt} was entered as given back at {at} by {clerk}. Hand it over only if that was you just now and the payer does not have it yet.</source>
        <translation>Uang untuk struk {receipt} sudah dicatat kembali pada {at} oleh {clerk}. Serahkan hanya bila itu Anda barusan dan peserta belum menerimanya.</translation>
    </message>
    <message>
        <source>Receipt {receipt} is no longer under review. Open the queue to see how it stands.</source>
        <translation>Struk {receipt} tidak lagi dalam pemeriksaan. Buka antrean untuk melihat keadaannya.</translation>
    </message>
    <message>
        <source>The host itself says the opposite about receipt {receipt}. Look at its answer again, and decide as it says.</source>
        <translation>Pusat sendiri menyatakan sebaliknya tentang struk {receipt}. Lihat lagi jawabannya, lalu putuskan sesuai jawaban itu.</translation>
    </message>
    <message>
        <source>This question about receipt {receipt} has been answered already.</source>
        <translation>Pertanyaan tentang struk {receipt} sudah dijawab.</translation>
    </message>
    <message>
        <source>This file cannot be used. Ask for it to be written again.</source>
        <translation>Berkas ini tidak dapat dipakai. Minta ditulis ulang.</translation>
    </message>
    <message>
        <source>This is not a date. Type day, month and year, for example 31-12-1990.</source>
        <translation>Ini bukan tanggal. Ketik hari, bulan, dan tahun, misalnya 31-12-1990.</translation>
    </message>
    <message>
        <source>There is a character here that cannot be printed. Type it again.</source>
        <translation>Ada karakter yang tidak dapat dicetak. Ketik ulang.</translation>
    </message>
    <message>
        <source>This is too long: at most {most} characters fit. Shorten it.</source>
        <translation>Ini terlalu panjang: paling banyak {most} karakter. Persingkat.</translation>
    </message>
    <message>
        <source>A name has letters and no digits. Compare it with the KTP.</source>
        <translation>Nama berisi huruf dan tanpa angka. Cocokkan dengan KTP.</translation>
    </message>
    <message>
        <source>This is not a mobile number. It begins with 08 and has 9 to 14 digits.</source>
        <translation>Ini bukan nomor ponsel. Nomor ponsel berawalan 08 dan terdiri dari 9 sampai 14 angka.</translation>
    </message>
    <message>
        <source>This is not an e-mail address. Correct it, or leave it empty.</source>
        <translation>Ini bukan alamat surel. Perbaiki, atau kosongkan.</translation>
    </message>
    <message>
        <source>Choose the sex as it stands on the KTP.</source>
        <translation>Pilih jenis kelamin sesuai KTP.</translation>
    </message>
    <message>
        <source>The NIK says otherwise. Compare the sex and the NIK with the KTP.</source>
        <translation>NIK menunjukkan jenis kelamin lain. Cocokkan jenis kelamin dan NIK dengan KTP.</translation>
    </message>
    <message>
        <source>The NIK says another date of birth. Compare both with the KTP.</source>
        <translation>NIK menunjukkan tanggal lahir lain. Cocokkan keduanya dengan KTP.</translation>
    </message>
    <message>
        <source>The worker is {age} years old. Registering is possible from {least} years on.</source>
        <translation>Usia pekerja {age} tahun. Pendaftaran mulai usia {least} tahun.</translation>
    </message>
    <message>
        <source>The worker is {age} years old. Registering is possible up to {most} years of age.</source>
        <translation>Usia pekerja {age} tahun. Pendaftaran paling tinggi usia {most} tahun.</translation>
    </message>
    <message>
        <source>This occupation belongs to another sector. Choose it from the list again.</source>
        <translation>Pekerjaan ini termasuk sektor lain. Pilih lagi dari daftar.</translation>
    </message>
    <message>
        <source>This month is over. Choose {month} or later.</source>
        <translation>Bulan ini sudah lewat. Pilih {month} atau sesudahnya.</translation>
    </message>
    <message>
        <source>This month is too far ahead. Choose {month} or earlier.</source>
        <translation>Bulan ini terlalu jauh. Pilih {month} atau sebelumnya.</translation>
    </message>
    <message>
        <source>At most {most} heirs can be named. Leave some out.</source>
        <translation>Paling banyak {most} ahli waris. Hapus sebagian.</translation>
    </message>
    <message>
        <source>This is the NIK of the worker. Type the NIK of the heir, or leave it empty.</source>
        <translation>Ini NIK pekerja sendiri. Ketik NIK ahli waris, atau kosongkan.</translation>
    </message>
    <message>
        <source>The worker has not consented yet. Read the words out and record the consent.</source>
        <translation>Pekerja belum menyetujui. Bacakan pernyataannya dan catat persetujuan.</translation>
    </message>
    <message>
        <source>Registration {number} of the same NIK is on its way already. Wait for its outcome.</source>
        <translation>Pendaftaran {number} dengan NIK yang sama sedang diproses. Tunggu hasilnya.</translation>
    </message>
    <message>
        <source>This worker is a participant already. Take a payment instead.</source>
        <translation>Pekerja ini sudah menjadi peserta. Terima pembayaran saja.</translation>
    </message>
    <message>
        <source>There is no such registration at this counter. Open the list again.</source>
        <translation>Pendaftaran ini tidak ada di loket ini. Buka lagi daftarnya.</translation>
    </message>
    <message>
        <source>Registration {number} has moved on in the meantime. Open it again to see how it stands.</source>
        <translation>Pendaftaran {number} sudah berubah. Buka lagi untuk melihat statusnya.</translation>
    </message>
    <message>
        <source>This list cannot be read. Write it with the template and choose it again.</source>
        <translation>Daftar ini tidak dapat dibaca. Tulis dengan templat lalu pilih lagi.</translation>
    </message>
    <message>
        <source>The same stands on line {line} already. Leave one of them out.</source>
        <translation>Sudah ada di baris {line}. Hapus salah satunya.</translation>
    </message>
    <message>
        <source>The spreadsheet kept this as a number, so digits may be lost. Make the column text and type it again.</source>
        <translation>Lembar kerja menyimpannya sebagai angka sehingga digit bisa hilang. Jadikan kolom teks lalu ketik ulang.</translation>
    </message>
    <message>
        <source>Write ya or tidak here.</source>
        <translation>Tulis ya atau tidak di sini.</translation>
    </message>
    <message>
        <source>{rows} rows have faults; nothing was imported. Correct the list and read it again.</source>
        <translation>{rows} baris bermasalah; tidak ada yang diimpor. Perbaiki daftar lalu baca lagi.</translation>
    </message>
    <message>
        <source>Stopped. What was done until then stays; begin again any time.</source>
        <translation>Dihentikan. Yang sudah dikerjakan tetap ada; dapat dimulai lagi kapan saja.</translation>
    </message>
    <message>
        <source>This file cannot be used. Line {row}, {column}: {file_fault} Nothing was changed.</source>
        <translation>Berkas ini tidak dapat dipakai. Baris {row}, {column}: {file_fault} Tidak ada yang berubah.</translation>
    </message>
    <message>
        <source>Somebody has worked on this case meanwhile. Look at it again before you go on.</source>
        <translation>Kasus ini sudah dikerjakan orang lain. Lihat lagi sebelum melanjutkan.</translation>
    </message>
    <message>
        <source>{user} cannot work on cases. Name a supervisor of this office by their staff number.</source>
        <translation>{user} tidak dapat mengerjakan kasus. Sebutkan nomor pegawai penyelia kantor ini.</translation>
    </message>
    <message>
        <source>{user} wrote this conclusion. Another supervisor has to consent.</source>
        <translation>Kesimpulan ini ditulis {user}. Penyelia lain yang harus menyetujui.</translation>
    </message>
    <message>
        <source>There is no receipt {number}. Compare the number with the paper.</source>
        <translation>Tidak ada struk {number}. Cocokkan nomornya dengan kertas.</translation>
    </message>
    <message>
        <source>This payment stands and its receipt is not out. Type why nobody needs it.</source>
        <translation>Pembayaran ini sah dan struknya belum keluar. Ketik mengapa tidak diperlukan.</translation>
    </message>
    <message>
        <source>This paper is out already, or is being printed now.</source>
        <translation>Kertas ini sudah keluar, atau sedang dicetak.</translation>
    </message>
    <message>
        <source>Nobody is to be reminded here: it is paid, or contact is not wanted. Read the list again.</source>
        <translation>Tidak ada yang perlu diingatkan di sini: sudah dibayar, atau tidak ingin dihubungi. Muat ulang daftarnya.</translation>
    </message>
    <message>
        <source>{asked} letters are too many for one file. Choose {most} at most.</source>
        <translation>{asked} surat terlalu banyak untuk satu berkas. Pilih paling banyak {most}.</translation>
    </message>
    <message>
        <source>The host cannot be reached. Nothing is lost; try again in a moment.</source>
        <translation>Pusat tidak terhubung. Tidak ada yang hilang; coba lagi sebentar.</translation>
    </message>
    <message>
        <source>The printer does not take the receipt. Check paper, cover and cable, then print again.</source>
        <translation>Printer tidak menerima struk. Periksa kertas, tutup, dan kabel, lalu cetak lagi.</translation>
    </message>
    <message>
        <source>Nothing could be stored, so nothing has happened. Take no money; try again, then call for help.</source>
        <translation>Tidak ada yang dapat disimpan, jadi belum terjadi apa-apa. Jangan terima uang; coba lagi, lalu minta bantuan.</translation>
    </message>
    <message>
        <source>The disk is full. Take no money, and call whoever looks after this computer to make room.</source>
        <translation>Penyimpanan komputer penuh. Jangan terima uang; hubungi petugas komputer untuk mengosongkan ruang.</translation>
    </message>
    <message>
        <source>It is not known whether this was stored. Press Enter again: the same sale is found, or taken now, but never twice.</source>
        <translation>Belum diketahui apakah ini sudah tersimpan. Tekan Enter sekali lagi: penjualan yang sama akan ditemukan, atau disimpan sekarang, tetapi tidak pernah dua kali.</translation>
    </message>
    <message>
        <source>The disk failed while this was being stored, so it may be stored or not. Start the program again and look in the journal before money changes hands.</source>
        <translation>Disk gagal saat ini sedang disimpan, jadi bisa tersimpan, bisa juga tidak. Jalankan ulang program dan lihat jurnal sebelum uang berpindah tangan.</translation>
    </message>
    <message>
        <source>The host knows another journal of this counter. Take no money; a supervisor has to re-align it with the host.</source>
        <translation>Pusat mengenal jurnal lain dari loket ini. Jangan terima uang; penyelia harus menyelaraskannya dengan pusat.</translation>
    </message>
    <message>
        <source>What answered cannot be trusted to be the host, so its answer is not used. Tell your supervisor; the journal has it.</source>
        <translation>Yang menjawab tidak terbukti sebagai pusat, jadi jawabannya tidak dipakai. Beri tahu penyelia; sudah tercatat di jurnal.</translation>
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
    <name>NoticeLine</name>
    <message>
        <source>The disk is full: {mb} MB left. Take no money. Call whoever looks after this computer.</source>
        <translation>Penyimpanan penuh: tinggal {mb} MB. Jangan terima uang. Hubungi petugas komputer.</translation>
    </message>
    <message>
        <source>The database is damaged. Take no money. Call support: a backup has to be restored.</source>
        <translation>Basis data rusak. Jangan terima uang. Hubungi dukungan: cadangan harus dipulihkan.</translation>
    </message>
    <message>
        <source>The host knows another journal of this counter. Take no money. Call a supervisor.</source>
        <translation>Pusat mengenal jurnal lain dari loket ini. Jangan terima uang. Panggil penyelia.</translation>
    </message>
    <message>
        <source>An answer could not be trusted to be the host&apos;s and was not used. Tell your supervisor.</source>
        <translation>Ada jawaban yang tidak terbukti dari pusat dan tidak dipakai. Beri tahu penyelia.</translation>
    </message>
    <message>
        <source>The disk is almost full: {mb} MB left. Call whoever looks after this computer.</source>
        <translation>Penyimpanan hampir penuh: tinggal {mb} MB. Hubungi petugas komputer.</translation>
    </message>
</context>
<context>
    <name>NumberLine</name>
    <message>
        <source>Why the full NIK is needed</source>
        <translation>Mengapa NIK lengkap diperlukan</translation>
    </message>
    <message>
        <source>Why? For example: the payer asks</source>
        <translation>Mengapa? Contoh: ditanya peserta</translation>
    </message>
    <message>
        <source>The journal has noted it. It disappears in half a minute.</source>
        <translation>Sudah dicatat di jurnal. Hilang sendiri dalam setengah menit.</translation>
    </message>
    <message>
        <source>Say why the full NIK is needed; the journal notes it, and a second person consents.</source>
        <translation>Tulis alasan NIK lengkap diperlukan; jurnal mencatatnya, dan orang kedua menyetujuinya.</translation>
    </message>
    <message>
        <source>To the full NIK of this payment, once.</source>
        <translation>Untuk NIK lengkap pembayaran ini, satu kali.</translation>
    </message>
</context>
<context>
    <name>OfflineMeter</name>
    <message>
        <source>has room</source>
        <translation>masih longgar</translation>
    </message>
    <message>
        <source>nearly full</source>
        <translation>hampir penuh</translation>
    </message>
    <message>
        <source>over the limit</source>
        <translation>lewat batas</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>berhenti</translation>
    </message>
    <message>
        <source>Without the host</source>
        <translation>Tanpa pusat</translation>
    </message>
    <message>
        <source>Without the host: soon at a limit</source>
        <translation>Tanpa pusat: hampir mencapai batas</translation>
    </message>
    <message>
        <source>Without the host: a supervisor is needed</source>
        <translation>Tanpa pusat: perlu penyelia</translation>
    </message>
    <message>
        <source>Without the host: no more payments</source>
        <translation>Tanpa pusat: pembayaran dihentikan</translation>
    </message>
    <message>
        <source>What is taken now is sent as soon as the line is back.</source>
        <translation>Yang diterima sekarang dikirim begitu jaringan pulih.</translation>
    </message>
    <message>
        <source>Past a limit, each payment takes a supervisor&apos;s PIN.</source>
        <translation>Lewat batas, setiap pembayaran perlu PIN penyelia.</translation>
    </message>
    <message>
        <source>Each payment without the host takes a supervisor&apos;s PIN.</source>
        <translation>Setiap pembayaran tanpa pusat perlu PIN penyelia.</translation>
    </message>
    <message>
        <source>Take no money without the host. See to the line.</source>
        <translation>Jangan terima uang tanpa pusat. Urus jaringannya.</translation>
    </message>
    <message>
        <source>{used} of {allowed}</source>
        <translation>{used} dari {allowed}</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} hari</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} mnt</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} jam</translation>
    </message>
</context>
<context>
    <name>OpenHandover</name>
    <message>
        <source>Take the drawer over</source>
        <translation>Terima laci</translation>
    </message>
    <message>
        <source>A drawer waits</source>
        <translation>Laci menunggu penerima</translation>
    </message>
    <message>
        <source>{giver} counted it on {at} and hands it over to {receiver}.</source>
        <translation>{giver} menghitungnya pada {at} dan menyerahkannya kepada {receiver}.</translation>
    </message>
    <message>
        <source>I counted it too: {amount}   (Enter)</source>
        <translation>Sudah saya hitung: {amount}   (Enter)</translation>
    </message>
    <message>
        <source>I find something else</source>
        <translation>Hitungan saya berbeda</translation>
    </message>
    <message>
        <source>Withdraw the offer</source>
        <translation>Tarik penyerahan</translation>
    </message>
    <message>
        <source>Log out   (Esc)</source>
        <translation>Keluar   (Esc)</translation>
    </message>
    <message>
        <source>Back   (Esc)</source>
        <translation>Kembali   (Esc)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Both counts stay in the journal.</source>
        <translation>Kedua hitungan tetap di jurnal.</translation>
    </message>
    <message>
        <source>The journal keeps why.</source>
        <translation>Alasannya dicatat di jurnal.</translation>
    </message>
</context>
<context>
    <name>OpenShiftPage</name>
    <message>
        <source>Open the counter</source>
        <translation>Buka loket</translation>
    </message>
    <message>
        <source>Float (cash in the drawer now)</source>
        <translation>Kas awal (uang tunai di laci sekarang)</translation>
    </message>
    <message>
        <source>Or count it by note and coin: {key}</source>
        <translation>Atau hitung per lembar dan keping: {key}</translation>
    </message>
    <message>
        <source>Open the counter   (Enter)</source>
        <translation>Buka loket   (Enter)</translation>
    </message>
    <message>
        <source>Only look, open nothing   ({key})</source>
        <translation>Lihat saja, tanpa membuka   ({key})</translation>
    </message>
    <message>
        <source>Log out   (Esc)</source>
        <translation>Keluar   (Esc)</translation>
    </message>
    <message>
        <source>Good to see you, {name}. Count the drawer before you begin.</source>
        <translation>Selamat bertugas, {name}. Hitung isi laci sebelum mulai.</translation>
    </message>
    <message>
        <source>Staff number {clerk} opened it on {since} and has not closed it.</source>
        <translation>Pegawai {clerk} membukanya pada {since} dan belum menutupnya.</translation>
    </message>
    <message>
        <source>Close it for {clerk}   (Enter)</source>
        <translation>Tutup atas nama {clerk}   (Enter)</translation>
    </message>
    <message>
        <source>If they cannot come, count the drawer and close it in their place.</source>
        <translation>Jika ia tidak bisa datang, hitung laci dan tutup sebagai gantinya.</translation>
    </message>
    <message>
        <source>The notes and coins make {pieces}, the sum says something else. Make them agree.</source>
        <translation>Pecahan berjumlah {pieces}, jumlah di atas lain. Samakan keduanya.</translation>
    </message>
</context>
<context>
    <name>Oversight</name>
    <message>
        <source>▲ Payment under review: two people decide, by evidence</source>
        <translation>▲ Pembayaran perlu pemeriksaan: dua orang memutuskan menurut bukti</translation>
    </message>
    <message>
        <source>▲ Reversal under review: two people decide</source>
        <translation>▲ Pembalikan perlu pemeriksaan: dua orang memutuskan</translation>
    </message>
    <message>
        <source>▲ Refused by the host: the payer&apos;s money is still here</source>
        <translation>▲ Ditolak pusat: uang peserta masih di sini</translation>
    </message>
    <message>
        <source>▲ Reversed: the payer&apos;s money is still here</source>
        <translation>▲ Sudah dibalik: uang peserta masih di sini</translation>
    </message>
    <message>
        <source>▲ Counter open since another day: count and close it</source>
        <translation>▲ Loket terbuka sejak hari lain: hitung dan tutup</translation>
    </message>
    <message>
        <source>▲ Hand-over disputed: talk to both</source>
        <translation>▲ Serah terima disanggah: bicarakan dengan keduanya</translation>
    </message>
    <message>
        <source>● Difference with the host: an open case</source>
        <translation>● Selisih dengan pusat: kasus terbuka</translation>
    </message>
    <message>
        <source>● Log-in closed after wrong PINs</source>
        <translation>● Nomor ditutup karena PIN salah</translation>
    </message>
    <message>
        <source>● PIN given to begin with, not changed yet</source>
        <translation>● PIN awal belum diganti</translation>
    </message>
    <message>
        <source>{seen} payments cancelled, of {of}</source>
        <translation>{seen} pembayaran dibatalkan, dari {of}</translation>
    </message>
    <message>
        <source>{seen} reversals asked for, with {of} payments</source>
        <translation>{seen} pembalikan diminta, pada {of} pembayaran</translation>
    </message>
    <message>
        <source>{seen} copies of papers, with {of} payments</source>
        <translation>{seen} salinan struk atau slip, pada {of} pembayaran</translation>
    </message>
    <message>
        <source>{seen} full numbers shown on {day}</source>
        <translation>{seen} nomor lengkap ditampilkan pada {day}</translation>
    </message>
    <message>
        <source>Drawer opened {seen} times without a sale on {day}</source>
        <translation>Laci dibuka {seen} kali tanpa penjualan pada {day}</translation>
    </message>
    <message>
        <source>{seen} wrong PINs under this number on {day}</source>
        <translation>{seen} PIN salah pada nomor ini tanggal {day}</translation>
    </message>
    <message>
        <source>{seen} consents refused on {day}</source>
        <translation>{seen} persetujuan ditolak pada {day}</translation>
    </message>
    <message>
        <source>Variance of {amount} at the close of {day}</source>
        <translation>Selisih {amount} saat tutup loket {day}</translation>
    </message>
    <message>
        <source>{seen} closes that did not come out even</source>
        <translation>{seen} kali tutup loket dengan selisih</translation>
    </message>
    <message>
        <source>{seen} payments just under the limit without the host</source>
        <translation>{seen} pembayaran tepat di bawah batas tanpa pusat</translation>
    </message>
    <message>
        <source>{seen} payments under {payer} within a week</source>
        <translation>{seen} pembayaran dengan nomor {payer} dalam seminggu</translation>
    </message>
    <message>
        <source>{seen} times a copy, then a sale of the same sum</source>
        <translation>{seen} kali salinan, lalu penjualan dengan jumlah yang sama</translation>
    </message>
    <message>
        <source>Changed a leading role alone on {day}</source>
        <translation>Mengubah peran penyelia atau administrator sendirian pada {day}</translation>
    </message>
    <message>
        <source>Gave a PIN, then had that person&apos;s consent on {day}</source>
        <translation>Memberi PIN awal, lalu mendapat persetujuan orang itu pada {day}</translation>
    </message>
    <message>
        <source>Shown from {from} on, if it is much for so many payments. Wrong months are an ordinary reason.</source>
        <translation>Ditampilkan mulai {from} bila banyak untuk sekian pembayaran. Salah pilih bulan adalah alasan yang biasa.</translation>
    </message>
    <message>
        <source>Shown from {from} on, if it is much for so many payments. Each one had a second person&apos;s consent.</source>
        <translation>Ditampilkan mulai {from} bila banyak untuk sekian pembayaran. Setiap pembalikan disetujui orang kedua.</translation>
    </message>
    <message>
        <source>Shown from {from} on: a copy can pass for a receipt. A printer that jams is an ordinary reason.</source>
        <translation>Ditampilkan mulai {from}: salinan bisa dikira struk. Printer macet adalah alasan yang biasa.</translation>
    </message>
    <message>
        <source>Shown from {from} a day on: numbers are personal. The entries say why each was needed.</source>
        <translation>Ditampilkan mulai {from} per hari: nomor adalah data pribadi. Catatan jurnal memuat alasan masing-masing.</translation>
    </message>
    <message>
        <source>Shown from {from} a day on. Changing money for a payer is an ordinary reason.</source>
        <translation>Ditampilkan mulai {from} per hari. Menukar uang untuk peserta adalah alasan yang biasa.</translation>
    </message>
    <message>
        <source>Shown from {from} a day on. Who typed them is not known: it may have been somebody else.</source>
        <translation>Ditampilkan mulai {from} per hari. Siapa yang mengetik tidak diketahui: bisa saja orang lain.</translation>
    </message>
    <message>
        <source>Shown from {from} a day on. Mistyped PINs are an ordinary reason.</source>
        <translation>Ditampilkan mulai {from} per hari. Salah ketik PIN adalah alasan yang biasa.</translation>
    </message>
    <message>
        <source>Shown from {bound} on, too much as well as too little. Books and host may be at fault, too.</source>
        <translation>Ditampilkan mulai {bound}, lebih maupun kurang. Pembukuan dan pusat pun bisa keliru.</translation>
    </message>
    <message>
        <source>Shown from {from} on, however small. Short change and a shared drawer are ordinary reasons.</source>
        <translation>Ditampilkan mulai {from}, sekecil apa pun. Kembalian kurang dan laci bersama adalah alasan yang biasa.</translation>
    </message>
    <message>
        <source>Shown from {from} on: above the limit somebody else would have looked. Twelve months cost so much.</source>
        <translation>Ditampilkan mulai {from}: di atas batas, orang lain ikut memeriksa. Iuran dua belas bulan memang sebesar itu.</translation>
    </message>
    <message>
        <source>Shown from {from} on. Only the last digits are known here: it may be several people.</source>
        <translation>Ditampilkan mulai {from}. Di sini hanya digit terakhir yang diketahui: bisa jadi beberapa orang.</translation>
    </message>
    <message>
        <source>Shown from {from} on: a copy could have been given for another sale. Most sums here are alike.</source>
        <translation>Ditampilkan mulai {from}: salinan bisa diberikan untuk penjualan lain. Jumlah di sini memang sering sama.</translation>
    </message>
    <message>
        <source>It takes two where there are two. Nobody else could consent then.</source>
        <translation>Ini perlu dua orang bila ada. Saat itu tidak ada orang lain yang dapat menyetujui.</translation>
    </message>
    <message>
        <source>Who gives a PIN may know it. Ask both whether the consent was theirs.</source>
        <translation>Pemberi PIN awal bisa mengetahuinya. Tanyakan kepada keduanya apakah persetujuan itu benar.</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Pembayaran</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>Koreksi</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Kertas</translation>
    </message>
    <message>
        <source>Drawer and shift</source>
        <translation>Laci dan giliran</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Persetujuan</translation>
    </message>
    <message>
        <source>Full numbers and exports</source>
        <translation>Nomor lengkap dan ekspor</translation>
    </message>
    <message>
        <source>People and PINs</source>
        <translation>Petugas dan PIN</translation>
    </message>
    <message>
        <source>Host and reckoning</source>
        <translation>Pusat dan rekonsiliasi</translation>
    </message>
</context>
<context>
    <name>OversightPage</name>
    <message>
        <source>Oversee</source>
        <translation>Pengawasan</translation>
    </message>
    <message>
        <source>What waits</source>
        <translation>Yang menunggu</translation>
    </message>
    <message>
        <source>Unusual</source>
        <translation>Tidak biasa</translation>
    </message>
    <message>
        <source>Who did what</source>
        <translation>Siapa berbuat apa</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hari ini</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 hari</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 hari</translation>
    </message>
    <message>
        <source>Whose entries</source>
        <translation>Catatan siapa</translation>
    </message>
    <message>
        <source>Which entries</source>
        <translation>Catatan apa</translation>
    </message>
    <message>
        <source>Older ones   ({key})</source>
        <translation>Yang lebih lama   ({key})</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Semua orang</translation>
    </message>
    <message>
        <source>What needs a second person or a decision. Enter on a payment leads to it in the queue.</source>
        <translation>Yang memerlukan orang kedua atau keputusan. Enter pada pembayaran membukanya di antrean.</translation>
    </message>
    <message>
        <source>Each line is a question, not an accusation: there are ordinary reasons, and the books can be wrong too. Look at the entries (Enter), then ask.</source>
        <translation>Setiap baris adalah pertanyaan, bukan tuduhan: ada alasan yang biasa, dan pembukuan pun bisa keliru. Lihat catatannya (Enter), lalu tanyakan.</translation>
    </message>
    <message>
        <source>The journal of this counter, the newest first. What is shown was held against its own hash.</source>
        <translation>Jurnal loket ini, yang terbaru dahulu. Yang ditampilkan sudah dicocokkan dengan hash-nya.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Apa</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Mengenai</translation>
    </message>
    <message>
        <source>Under</source>
        <translation>Atas nama</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Sejak</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Jumlah</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Petugas</translation>
    </message>
    <message>
        <source>What is unusual, and why it is shown</source>
        <translation>Apa yang tidak biasa, dan mengapa ditampilkan</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Hash</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Waktu</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Oleh</translation>
    </message>
    <message>
        <source>■ does not hold</source>
        <translation>■ tidak cocok</translation>
    </message>
    <message>
        <source>Reading the journal …</source>
        <translation>Membaca jurnal …</translation>
    </message>
    <message>
        <source>Stopped: not all of it was looked through.</source>
        <translation>Dihentikan: belum semuanya diperiksa.</translation>
    </message>
    <message>
        <source>Shown: {count}</source>
        <translation>Ditampilkan: {count}</translation>
    </message>
    <message>
        <source>Nothing waits for anybody.</source>
        <translation>Tidak ada yang menunggu.</translation>
    </message>
    <message>
        <source>Nothing in these days goes beyond what is usual.</source>
        <translation>Tidak ada yang melebihi kebiasaan pada hari-hari ini.</translation>
    </message>
    <message>
        <source>No entry fits.</source>
        <translation>Tidak ada catatan yang cocok.</translation>
    </message>
</context>
<context>
    <name>PagesSheet</name>
    <message>
        <source>Where to? Type, or use ↑ ↓</source>
        <translation>Ke mana? Ketik, atau pakai ↑ ↓</translation>
    </message>
    <message>
        <source>Search the pages</source>
        <translation>Cari halaman</translation>
    </message>
    <message>
        <source>Enter goes there · Esc stays here</source>
        <translation>Enter membuka · Esc tetap di sini</translation>
    </message>
    <message>
        <source>No page of that name</source>
        <translation>Tidak ada halaman dengan nama itu</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Halaman</translation>
    </message>
    <message>
        <source>{page}  · you are here</source>
        <translation>{page}  · Anda di sini</translation>
    </message>
</context>
<context>
    <name>PaperPane</name>
    <message>
        <source>To SALINAN {copy} of this receipt, and to no other.</source>
        <translation>Untuk SALINAN {copy} struk ini, bukan yang lain.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Struk</translation>
    </message>
    <message>
        <source>No receipt chosen</source>
        <translation>Belum ada struk dipilih</translation>
    </message>
    <message>
        <source>Print the held receipt   (P)</source>
        <translation>Cetak struk yang tertahan   (P)</translation>
    </message>
    <message>
        <source>Print SALINAN {copy}   (P)</source>
        <translation>Cetak SALINAN {copy}   (P)</translation>
    </message>
    <message>
        <source>Printing …</source>
        <translation>Mencetak …</translation>
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
        <source>Nobody of that name is in the office&apos;s data. Ask for the NIK or the card.</source>
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
    <name>PieceRows</name>
    <message>
        <source>a number, like 12</source>
        <translation>angka, mis. 12</translation>
    </message>
</context>
<context>
    <name>PrintOutbox</name>
    <message>
        <source>Asked for</source>
        <translation>Diminta</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Kertas</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Mengenai</translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>Kendala</translation>
    </message>
    <message>
        <source>original</source>
        <translation>asli</translation>
    </message>
    <message>
        <source>comes by itself</source>
        <translation>keluar sendiri</translation>
    </message>
    <message>
        <source>the program had ended</source>
        <translation>program pernah berhenti</translation>
    </message>
    <message>
        <source>{minutes} min. ago</source>
        <translation>{minutes} mnt lalu</translation>
    </message>
</context>
<context>
    <name>PrintOutboxPage</name>
    <message>
        <source>Print outbox</source>
        <translation>Antrean cetak</translation>
    </message>
    <message>
        <source>Papers that wait, and the last that went out</source>
        <translation>Kertas yang menunggu, dan yang terakhir keluar</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Lihat lagi</translation>
    </message>
    <message>
        <source>The printer is being asked …</source>
        <translation>Printer sedang ditanyai …</translation>
    </message>
    <message>
        <source>{count} did not come out yet. They come by themselves once the printer is ready.</source>
        <translation>{count} kertas belum keluar. Semuanya keluar sendiri begitu printer siap.</translation>
    </message>
    <message>
        <source>{count} did not come out. Print each, or say that nobody needs it.</source>
        <translation>{count} kertas belum keluar. Cetak, atau nyatakan tidak diperlukan lagi.</translation>
    </message>
    <message>
        <source>{count} more come by themselves.</source>
        <translation>{count} lagi keluar sendiri.</translation>
    </message>
    <message>
        <source>Every paper is out.</source>
        <translation>Semua kertas sudah keluar.</translation>
    </message>
    <message>
        <source>Nothing was printed at this counter yet.</source>
        <translation>Belum ada yang dicetak di loket ini.</translation>
    </message>
</context>
<context>
    <name>PrintPane</name>
    <message>
        <source>What the paper looks like</source>
        <translation>Rupa kertasnya</translation>
    </message>
    <message>
        <source>No paper chosen</source>
        <translation>Belum ada kertas yang dipilih</translation>
    </message>
    <message>
        <source>It is being done …</source>
        <translation>Sedang dikerjakan …</translation>
    </message>
    <message>
        <source>Print now</source>
        <translation>Cetak sekarang</translation>
    </message>
    <message>
        <source>Print a copy (SALINAN)</source>
        <translation>Cetak salinan</translation>
    </message>
    <message>
        <source>Not needed any more</source>
        <translation>Tidak diperlukan lagi</translation>
    </message>
    <message>
        <source>One more copy: {paper}</source>
        <translation>Satu salinan lagi: {paper}</translation>
    </message>
</context>
<context>
    <name>Printer</name>
    <message>
        <source>no answer</source>
        <translation>tak menjawab</translation>
    </message>
    <message>
        <source>The printer does not answer.</source>
        <translation>Printer tidak menjawab.</translation>
    </message>
    <message>
        <source>Switch it on and look at its cable.</source>
        <translation>Nyalakan dan periksa kabelnya.</translation>
    </message>
    <message>
        <source>no paper</source>
        <translation>kertas habis</translation>
    </message>
    <message>
        <source>The printer is out of paper.</source>
        <translation>Kertas printer habis.</translation>
    </message>
    <message>
        <source>Put in a new roll.</source>
        <translation>Pasang gulungan baru.</translation>
    </message>
    <message>
        <source>cover open</source>
        <translation>tutup terbuka</translation>
    </message>
    <message>
        <source>The printer&apos;s cover is open.</source>
        <translation>Tutup printer terbuka.</translation>
    </message>
    <message>
        <source>Close it until it clicks.</source>
        <translation>Tutup sampai berbunyi klik.</translation>
    </message>
    <message>
        <source>hangs</source>
        <translation>macet</translation>
    </message>
    <message>
        <source>Switch it off and on.</source>
        <translation>Matikan lalu nyalakan lagi.</translation>
    </message>
    <message>
        <source>broke off</source>
        <translation>terputus</translation>
    </message>
    <message>
        <source>The connection to the printer broke off.</source>
        <translation>Sambungan ke printer terputus.</translation>
    </message>
    <message>
        <source>Look at cable and plug.</source>
        <translation>Periksa kabel dan colokan.</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>dijeda</translation>
    </message>
    <message>
        <source>The printer&apos;s queue on this computer is paused.</source>
        <translation>Antrean printer di komputer ini dijeda.</translation>
    </message>
    <message>
        <source>Resume it in the computer&apos;s printer settings.</source>
        <translation>Lanjutkan di pengaturan printer komputer.</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>gangguan</translation>
    </message>
    <message>
        <source>The printer tells of a fault of its own.</source>
        <translation>Printer melaporkan gangguan.</translation>
    </message>
    <message>
        <source>Take out jammed paper, then switch it off and on.</source>
        <translation>Keluarkan kertas yang tersangkut, lalu matikan dan nyalakan lagi.</translation>
    </message>
    <message>
        <source>not allowed</source>
        <translation>tak diizinkan</translation>
    </message>
    <message>
        <source>This computer does not let the program use the printer.</source>
        <translation>Komputer ini tidak mengizinkan program memakai printer.</translation>
    </message>
    <message>
        <source>Close other programs that print, or call whoever looks after it.</source>
        <translation>Tutup program lain yang mencetak, atau hubungi pengelola komputer.</translation>
    </message>
    <message>
        <source>disk full</source>
        <translation>diska penuh</translation>
    </message>
    <message>
        <source>There is no room on the disk for the paper.</source>
        <translation>Tidak ada ruang di diska untuk cetakan ini.</translation>
    </message>
    <message>
        <source>Call whoever looks after this computer.</source>
        <translation>Hubungi pengelola komputer ini.</translation>
    </message>
    <message>
        <source>trouble</source>
        <translation>ada kendala</translation>
    </message>
    <message>
        <source>Something is the matter with the printer.</source>
        <translation>Ada masalah pada printer.</translation>
    </message>
    <message>
        <source>Look at paper, cover and cable.</source>
        <translation>Periksa kertas, tutup, dan kabel.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Struk</translation>
    </message>
    <message>
        <source>Confirmation slip</source>
        <translation>Slip konfirmasi</translation>
    </message>
    <message>
        <source>Refund slip</source>
        <translation>Slip pengembalian</translation>
    </message>
    <message>
        <source>Reversal slip</source>
        <translation>Slip pembalikan</translation>
    </message>
    <message>
        <source>Z report</source>
        <translation>Laporan Z</translation>
    </message>
    <message>
        <source>Deposit slip</source>
        <translation>Bukti setoran</translation>
    </message>
    <message>
        <source>Registration slip</source>
        <translation>Slip pendaftaran</translation>
    </message>
    <message>
        <source>Vault slip</source>
        <translation>Slip brankas</translation>
    </message>
    <message>
        <source>Hand-over slip</source>
        <translation>Slip serah terima</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>Laporan X</translation>
    </message>
    <message>
        <source>Recall slip</source>
        <translation>Slip panggilan</translation>
    </message>
    <message>
        <source>{paper}: waits to be printed.</source>
        <translation>{paper}: menunggu dicetak.</translation>
    </message>
    <message>
        <source>{paper}: being printed now.</source>
        <translation>{paper}: sedang dicetak.</translation>
    </message>
    <message>
        <source>{paper}: in the computer&apos;s print queue. Look whether it comes out.</source>
        <translation>{paper}: di antrean cetak komputer. Lihat apakah kertasnya keluar.</translation>
    </message>
    <message>
        <source>{paper}: the printer has taken it whole.</source>
        <translation>{paper}: sudah diterima printer seluruhnya.</translation>
    </message>
    <message>
        <source>{paper}: printed, the printer says so.</source>
        <translation>{paper}: tercetak, menurut printer sendiri.</translation>
    </message>
    <message>
        <source>{paper}: no longer needed.</source>
        <translation>{paper}: tidak diperlukan lagi.</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>menunggu</translation>
    </message>
    <message>
        <source>being printed</source>
        <translation>sedang dicetak</translation>
    </message>
    <message>
        <source>in the computer&apos;s print queue</source>
        <translation>di antrean cetak komputer</translation>
    </message>
    <message>
        <source>taken by the printer</source>
        <translation>diterima printer</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>tercetak</translation>
    </message>
    <message>
        <source>stopped half-way</source>
        <translation>berhenti di tengah</translation>
    </message>
    <message>
        <source>no longer needed</source>
        <translation>tidak diperlukan lagi</translation>
    </message>
    <message>
        <source>not whole</source>
        <translation>tidak utuh</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>hilang</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>tidak terbaca</translation>
    </message>
    <message>
        <source>payer asks</source>
        <translation>diminta pembayar</translation>
    </message>
    <message>
        <source>on paper already</source>
        <translation>sudah ada di kertas</translation>
    </message>
    <message>
        <source>for the file</source>
        <translation>untuk arsip</translation>
    </message>
    <message>
        <source>The printer hangs: it takes nothing more.</source>
        <translation>Printer macet: tidak menerima apa-apa lagi.</translation>
    </message>
    <message>
        <source>not printed yet</source>
        <translation>belum dicetak</translation>
    </message>
    <message>
        <source>there is a newer paper</source>
        <translation>sudah ada kertas yang lebih baru</translation>
    </message>
    <message>
        <source>nobody waits for it</source>
        <translation>tidak ada yang menunggu</translation>
    </message>
    <message>
        <source>{paper}: waits its turn at the printer.</source>
        <translation>{paper}: menunggu giliran di printer.</translation>
    </message>
    <message>
        <source>{paper}: not printed, the program had ended before it was its turn.</source>
        <translation>{paper}: belum dicetak, program terhenti sebelum gilirannya.</translation>
    </message>
    <message>
        <source>{paper}: not printed. {trouble}</source>
        <translation>{paper}: belum dicetak. {trouble}</translation>
    </message>
    <message>
        <source>It then comes out by itself.</source>
        <translation>Setelah itu keluar sendiri.</translation>
    </message>
    <message>
        <source>{paper}: stopped half-way. {trouble} The next piece says SALINAN.</source>
        <translation>{paper}: berhenti di tengah jalan. {trouble} Cetakan berikutnya bertuliskan SALINAN.</translation>
    </message>
    <message>
        <source>The program had ended meanwhile. Look at what came out.</source>
        <translation>Program terhenti saat mencetak. Periksa kertas yang sudah keluar.</translation>
    </message>
    <message>
        <source>waits its turn</source>
        <translation>menunggu giliran</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>tidak diketahui</translation>
    </message>
    <message>
        <source>paper low</source>
        <translation>kertas menipis</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>siap</translation>
    </message>
    <message>
        <source>reachable</source>
        <translation>terhubung</translation>
    </message>
    <message>
        <source>The printer has not been asked yet.</source>
        <translation>Printer belum ditanyai.</translation>
    </message>
    <message>
        <source>The printer can be reached. How it stands, it does not say.</source>
        <translation>Printer terhubung. Keadaannya tidak diberitahukan printer.</translation>
    </message>
    <message>
        <source>The printer says: ready, but the roll nears its end.</source>
        <translation>Menurut printer: siap, tetapi kertas hampir habis.</translation>
    </message>
    <message>
        <source>The printer says: ready.</source>
        <translation>Menurut printer: siap.</translation>
    </message>
</context>
<context>
    <name>PrinterChoice</name>
    <message>
        <source>Looking for printers</source>
        <translation>Mencari printer</translation>
    </message>
    <message>
        <source>Or in the network, by number or name</source>
        <translation>Atau di jaringan, dengan nomor atau nama</translation>
    </message>
    <message>
        <source>Look there   (Enter)</source>
        <translation>Cari di sana   (Enter)</translation>
    </message>
    <message>
        <source>Look again   (R)</source>
        <translation>Cari lagi   (R)</translation>
    </message>
    <message>
        <source>No printer was found on this computer. Is it on, and its cable plugged in?</source>
        <translation>Tidak ada printer yang ditemukan di komputer ini. Sudah menyala dan kabelnya terpasang?</translation>
    </message>
    <message>
        <source>Printers that were found</source>
        <translation>Printer yang ditemukan</translation>
    </message>
    <message>
        <source>Asking how they stand</source>
        <translation>Menanyakan keadaannya</translation>
    </message>
    <message>
        <source>Looking there</source>
        <translation>Mencari di sana</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Lewat</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>{name}, as it is set now</source>
        <translation>{name}, yang berlaku sekarang</translation>
    </message>
    <message>
        <source>asked when chosen</source>
        <translation>ditanya bila dipilih</translation>
    </message>
</context>
<context>
    <name>PrinterSetup</name>
    <message>
        <source>Which printer?</source>
        <translation>Printer yang mana?</translation>
    </message>
    <message>
        <source>Choose one of the list, or type where it is in the network. Nothing counts before the end.</source>
        <translation>Pilih dari daftar, atau ketik letaknya di jaringan. Belum ada yang berlaku sebelum akhir.</translation>
    </message>
    <message>
        <source>Print the test slip</source>
        <translation>Cetak slip uji</translation>
    </message>
    <message>
        <source>A slip of some 40 cm comes out. Keep it at hand for the questions.</source>
        <translation>Slip sepanjang kira-kira 40 cm akan keluar. Simpan untuk menjawab pertanyaan.</translation>
    </message>
    <message>
        <source>1 PENGGARIS: which is the last number on the ruler&apos;s first line?</source>
        <translation>1 PENGGARIS: angka terakhir di baris pertama penggaris?</translation>
    </message>
    <message>
        <source>If it is another number, answer the next smaller one.</source>
        <translation>Jika angkanya lain, jawab angka berikutnya yang lebih kecil.</translation>
    </message>
    <message>
        <source>2 HURUF: in which table is every letter right?</source>
        <translation>2 HURUF: di tabel mana semua huruf benar?</translation>
    </message>
    <message>
        <source>Left and right of = is the same letter (e&apos; is e with an accent); below are a single and a double line. If several are right, answer the first.</source>
        <translation>Kiri dan kanan tanda = adalah huruf yang sama (e&apos; ialah e beraksen); di bawahnya garis tunggal dan garis ganda. Jika beberapa benar, jawab yang pertama.</translation>
    </message>
    <message>
        <source>3 KODE: which code can a telephone read?</source>
        <translation>3 KODE: kode mana yang terbaca oleh telepon?</translation>
    </message>
    <message>
        <source>If both can be read, answer A: the printer draws it faster.</source>
        <translation>Jika keduanya terbaca, jawab A: printer menggambarnya lebih cepat.</translation>
    </message>
    <message>
        <source>4 PISAU: was the paper cut by itself?</source>
        <translation>4 PISAU: apakah kertas terpotong sendiri?</translation>
    </message>
    <message>
        <source>In part: it hangs by a piece in the middle or at the edge.</source>
        <translation>Sebagian: kertas masih tergantung di tengah atau di tepi.</translation>
    </message>
    <message>
        <source>Does the cash drawer hang on this printer?</source>
        <translation>Apakah laci uang terpasang pada printer ini?</translation>
    </message>
    <message>
        <source>If you try it, the drawer opens. During a shift a second person consents.</source>
        <translation>Jika dicoba, laci terbuka. Selama shift perlu persetujuan orang kedua.</translation>
    </message>
    <message>
        <source>Has the drawer opened?</source>
        <translation>Apakah laci terbuka?</translation>
    </message>
    <message>
        <source>Close it again. If you say no, the other wire is tried as well.</source>
        <translation>Tutup kembali. Jika dijawab tidak, kabel yang lain juga dicoba.</translation>
    </message>
    <message>
        <source>Save?</source>
        <translation>Simpan?</translation>
    </message>
    <message>
        <source>It counts at once, from the next paper on, and your name is in the journal.</source>
        <translation>Langsung berlaku mulai kertas berikutnya, dan nama Anda tercatat di jurnal.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Tersimpan</translation>
    </message>
    <message>
        <source>Print a sample and compare it with what you expect of a receipt.</source>
        <translation>Cetak contoh dan bandingkan dengan struk yang seharusnya.</translation>
    </message>
    <message>
        <source>Table 1</source>
        <translation>Tabel 1</translation>
    </message>
    <message>
        <source>Table 2</source>
        <translation>Tabel 2</translation>
    </message>
    <message>
        <source>Table 3</source>
        <translation>Tabel 3</translation>
    </message>
    <message>
        <source>None of them</source>
        <translation>Tidak ada</translation>
    </message>
    <message>
        <source>A, or both</source>
        <translation>A, atau keduanya</translation>
    </message>
    <message>
        <source>Only B</source>
        <translation>Hanya B</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Tidak ada</translation>
    </message>
    <message>
        <source>Right through</source>
        <translation>Putus</translation>
    </message>
    <message>
        <source>In part</source>
        <translation>Sebagian</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Tidak</translation>
    </message>
    <message>
        <source>Yes, try it</source>
        <translation>Ya, coba</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Tidak</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Biarkan seperti semula</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ya</translation>
    </message>
    <message>
        <source>USB</source>
        <translation>USB</translation>
    </message>
    <message>
        <source>serial line</source>
        <translation>kabel serial</translation>
    </message>
    <message>
        <source>print queue</source>
        <translation>antrean cetak</translation>
    </message>
    <message>
        <source>Windows printer</source>
        <translation>printer Windows</translation>
    </message>
    <message>
        <source>network</source>
        <translation>jaringan</translation>
    </message>
    <message>
        <source>Sent to the computer&apos;s print queue. Look whether it comes out.</source>
        <translation>Dikirim ke antrean komputer. Periksa apakah keluar.</translation>
    </message>
    <message>
        <source>The printer has taken it.</source>
        <translation>Diterima printer.</translation>
    </message>
    <message>
        <source>Printed, the printer says so.</source>
        <translation>Tercetak, menurut printer.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Lebar</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Huruf</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>Kode</translation>
    </message>
    <message>
        <source>Blade</source>
        <translation>Pisau</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>Laci</translation>
    </message>
    <message>
        <source>drawn by the printer</source>
        <translation>digambar printer</translation>
    </message>
    <message>
        <source>sent as a picture</source>
        <translation>dikirim sebagai gambar</translation>
    </message>
    <message>
        <source>none on the paper</source>
        <translation>tanpa kode</translation>
    </message>
    <message>
        <source>cuts right through</source>
        <translation>memotong putus</translation>
    </message>
    <message>
        <source>cuts in part</source>
        <translation>memotong sebagian</translation>
    </message>
    <message>
        <source>none, torn by hand</source>
        <translation>tidak ada, disobek</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>folder</translation>
    </message>
    <message>
        <source>office paper</source>
        <translation>kertas kantor</translation>
    </message>
    <message>
        <source>receipt roll</source>
        <translation>gulungan struk</translation>
    </message>
    <message>
        <source>{columns} columns, paper of {mm} mm</source>
        <translation>{columns} kolom, kertas {mm} mm</translation>
    </message>
    <message>
        <source>no table is right; plain letters are</source>
        <translation>tidak ada tabel yang benar; huruf biasa benar</translation>
    </message>
    <message>
        <source>table {number} ({name})</source>
        <translation>tabel {number} ({name})</translation>
    </message>
    <message>
        <source>as it was</source>
        <translation>seperti semula</translation>
    </message>
    <message>
        <source>none on this printer</source>
        <translation>tidak ada di printer ini</translation>
    </message>
    <message>
        <source>opens (pin {pin})</source>
        <translation>terbuka (pin {pin})</translation>
    </message>
</context>
<context>
    <name>PrinterSetupPage</name>
    <message>
        <source>Set up the printer</source>
        <translation>Atur printer</translation>
    </message>
    <message>
        <source>The slip is here, whole</source>
        <translation>Slip keluar utuh</translation>
    </message>
    <message>
        <source>One step back   (←)</source>
        <translation>Mundur selangkah   (←)</translation>
    </message>
    <message>
        <source>What is known</source>
        <translation>Yang diketahui</translation>
    </message>
    <message>
        <source>Step {number} of {total}</source>
        <translation>Langkah {number} dari {total}</translation>
    </message>
    <message>
        <source>Try again   (Enter)</source>
        <translation>Coba lagi   (Enter)</translation>
    </message>
    <message>
        <source>Print the slip   (Enter)</source>
        <translation>Cetak slip   (Enter)</translation>
    </message>
    <message>
        <source>Save   (Enter)</source>
        <translation>Simpan   (Enter)</translation>
    </message>
    <message>
        <source>Print a sample   (Enter)</source>
        <translation>Cetak contoh   (Enter)</translation>
    </message>
    <message>
        <source>Done   (Esc)</source>
        <translation>Selesai   (Esc)</translation>
    </message>
    <message>
        <source>Leave, everything stays as it was   (Esc)</source>
        <translation>Keluar, semua tetap seperti semula   (Esc)</translation>
    </message>
    <message>
        <source>Set now</source>
        <translation>Berlaku</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Dipilih</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Kertas</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>The printer took the slip and never said that it was done. If it is here, whole, say so.</source>
        <translation>Printer menerima slip tetapi tidak mengabarkan selesai. Jika slip keluar utuh, nyatakan demikian.</translation>
    </message>
    <message>
        <source>If not, switch the printer off and on, and try again.</source>
        <translation>Jika tidak, matikan lalu nyalakan printer, dan coba lagi.</translation>
    </message>
    <message>
        <source>This printer counts from now on.</source>
        <translation>Printer ini berlaku mulai sekarang.</translation>
    </message>
    <message>
        <source>Asking the printer</source>
        <translation>Menanyakan printer</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Menyimpan</translation>
    </message>
    <message>
        <source>Opening the drawer</source>
        <translation>Membuka laci</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>Mencetak</translation>
    </message>
    <message>
        <source>To opening the drawer once, to try it: it holds a clerk&apos;s cash now.</source>
        <translation>Untuk membuka laci sekali guna mengujinya: laci berisi uang petugas.</translation>
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
    <name>ProgressLine</name>
    <message>
        <source>Stopping …</source>
        <translation>Menghentikan …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} dari {total}</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Since</source>
        <translation>Sejak</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Struk</translation>
    </message>
    <message>
        <source>Payer</source>
        <translation>Pembayar</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Jumlah</translation>
    </message>
    <message>
        <source>State, last answer</source>
        <translation>Keadaan, jawaban</translation>
    </message>
    <message>
        <source>Next, and whose turn</source>
        <translation>Berikut, giliran siapa</translation>
    </message>
    <message>
        <source>{whose} · tries: {count}</source>
        <translation>{whose} · percobaan: {count}</translation>
    </message>
    <message>
        <source>Needs a person</source>
        <translation>Perlu orang</translation>
    </message>
    <message>
        <source>Not certain</source>
        <translation>Belum pasti</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>Dalam perjalanan</translation>
    </message>
    <message>
        <source>Slip to hand over</source>
        <translation>Bukti belum diserahkan</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>is sent by itself</source>
        <translation>terkirim otomatis</translation>
    </message>
    <message>
        <source>the host is asked by itself</source>
        <translation>pusat ditanya otomatis</translation>
    </message>
    <message>
        <source>waits for its payment</source>
        <translation>menunggu pembayarannya</translation>
    </message>
    <message>
        <source>top up the deposit</source>
        <translation>isi saldo deposit</translation>
    </message>
    <message>
        <source>examine, two people</source>
        <translation>periksa berdua</translation>
    </message>
    <message>
        <source>give the money back</source>
        <translation>kembalikan uang</translation>
    </message>
    <message>
        <source>hand the slip over</source>
        <translation>serahkan bukti</translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation>tidak ada lagi</translation>
    </message>
    <message>
        <source>clerk</source>
        <translation>petugas</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>penyelia</translation>
    </message>
    <message>
        <source>the program</source>
        <translation>program</translation>
    </message>
    <message>
        <source>the agent</source>
        <translation>agen</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>tidak ada</translation>
    </message>
    <message>
        <source>Not sent yet.</source>
        <translation>Belum dikirim.</translation>
    </message>
    <message>
        <source>The host gave no answer that counts.</source>
        <translation>Belum ada jawaban sah dari pusat.</translation>
    </message>
    <message>
        <source>The host has trouble of its own.</source>
        <translation>Pusat sedang bermasalah.</translation>
    </message>
    <message>
        <source>The host is busy and asks to wait.</source>
        <translation>Pusat sibuk dan minta menunggu.</translation>
    </message>
    <message>
        <source>The host does not let this counter in. Call the office.</source>
        <translation>Pusat menolak loket ini masuk. Hubungi kantor.</translation>
    </message>
    <message>
        <source>The host is still at it.</source>
        <translation>Pusat masih memprosesnya.</translation>
    </message>
    <message>
        <source>The agent&apos;s deposit is too low. It is not the payer&apos;s fault; it goes out once it is topped up.</source>
        <translation>Saldo deposit agen tidak cukup. Bukan salah pembayar; terkirim sendiri setelah saldo diisi.</translation>
    </message>
    <message>
        <source>The host knows no such bill.</source>
        <translation>Pusat tidak mengenal tagihan ini.</translation>
    </message>
    <message>
        <source>The host bills another amount.</source>
        <translation>Tagihan di pusat berbeda jumlahnya.</translation>
    </message>
    <message>
        <source>The host says: these months are paid already.</source>
        <translation>Kata pusat: bulan ini sudah dibayar.</translation>
    </message>
    <message>
        <source>The host says: too late, its day is over.</source>
        <translation>Kata pusat: terlambat, harinya sudah lewat.</translation>
    </message>
    <message>
        <source>The host cannot read the request. Call the office.</source>
        <translation>Pusat tidak dapat membaca permintaan. Hubungi kantor.</translation>
    </message>
    <message>
        <source>The host holds something else under this key.</source>
        <translation>Pusat menyimpan isi lain untuk kunci ini.</translation>
    </message>
    <message>
        <source>The host refuses it.</source>
        <translation>Pusat menolaknya.</translation>
    </message>
    <message>
        <source>The host has confirmed it.</source>
        <translation>Pusat sudah mengonfirmasi.</translation>
    </message>
    <message>
        <source>Reversal asked for</source>
        <translation>Pembalikan diajukan</translation>
    </message>
    <message>
        <source>Reversal is being sent</source>
        <translation>Pembalikan sedang dikirim</translation>
    </message>
    <message>
        <source>Reversal not certain, give nothing back</source>
        <translation>Pembalikan belum pasti, jangan kembalikan uang</translation>
    </message>
    <message>
        <source>Reversed, give the money back</source>
        <translation>Sudah dibalik, kembalikan uang</translation>
    </message>
    <message>
        <source>Reversal refused, the payment stands</source>
        <translation>Pembalikan ditolak, pembayaran tetap sah</translation>
    </message>
    <message>
        <source>Reversal needs an examination</source>
        <translation>Pembalikan perlu diperiksa</translation>
    </message>
    <message>
        <source>Reversal dropped</source>
        <translation>Pembalikan gugur</translation>
    </message>
    <message>
        <source>Reversed, money given back</source>
        <translation>Sudah dibalik, uang dikembalikan</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} mnt</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} jam</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} hari</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Queue to the host</source>
        <translation>Antrean ke pusat</translation>
    </message>
    <message>
        <source>What is open</source>
        <translation>Yang masih terbuka</translation>
    </message>
    <message>
        <source>Nothing is open</source>
        <translation>Tidak ada yang terbuka</translation>
    </message>
    <message>
        <source>The queue cannot be read</source>
        <translation>Antrean tidak dapat dibaca</translation>
    </message>
    <message>
        <source>Every payment is settled, and every payer has the final paper.</source>
        <translation>Semua pembayaran beres, dan semua pembayar memegang bukti akhir.</translation>
    </message>
</context>
<context>
    <name>QueuePane</name>
    <message>
        <source>Give the money back</source>
        <translation>Kembalikan uang</translation>
    </message>
    <message>
        <source>Examine</source>
        <translation>Periksa</translation>
    </message>
    <message>
        <source>Print the confirmation slip</source>
        <translation>Cetak bukti konfirmasi</translation>
    </message>
    <message>
        <source>Ask the host now</source>
        <translation>Tanya pusat sekarang</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batalkan</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>Balikkan</translation>
    </message>
    <message>
        <source>Payer was called</source>
        <translation>Pembayar dihubungi</translation>
    </message>
    <message>
        <source>Print whom to call</source>
        <translation>Cetak daftar panggilan</translation>
    </message>
    <message>
        <source>Written down: the money is back with the payer.</source>
        <translation>Tercatat: uang sudah kembali ke pembayar.</translation>
    </message>
    <message>
        <source>Decided, in the name of both of you.</source>
        <translation>Diputuskan, atas nama Anda berdua.</translation>
    </message>
    <message>
        <source>The slip is on its way to the printer.</source>
        <translation>Bukti sedang dicetak.</translation>
    </message>
    <message>
        <source>The host was asked; its answer stands in the list.</source>
        <translation>Pusat sudah ditanya; jawabannya ada di daftar.</translation>
    </message>
    <message>
        <source>Cancelled. Give the money back and have the slip signed.</source>
        <translation>Dibatalkan. Kembalikan uang dan minta tanda tangan pada bukti.</translation>
    </message>
    <message>
        <source>The reversal is on its way. Give nothing back yet.</source>
        <translation>Pembalikan dikirim. Jangan kembalikan uang dulu.</translation>
    </message>
    <message>
        <source>Written down.</source>
        <translation>Tercatat.</translation>
    </message>
    <message>
        <source>The list is on its way to the printer. It holds telephone numbers.</source>
        <translation>Daftar dikirim ke printer. Isinya nomor telepon.</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>Belum ada yang dipilih</translation>
    </message>
    <message>
        <source>Next: {step} ({whose}).</source>
        <translation>Berikutnya: {step} ({whose}).</translation>
    </message>
    <message>
        <source>This host takes nothing back. Send the payer to the branch office.</source>
        <translation>Pusat ini tidak dapat membalik. Arahkan pembayar ke kantor cabang.</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>Sebentar …</translation>
    </message>
</context>
<context>
    <name>QueueUsb</name>
    <message>
        <source>Save the queue to USB…</source>
        <translation>Simpan antrean ke USB…</translation>
    </message>
    <message>
        <source>Send another&apos;s queue…</source>
        <translation>Kirim antrean loket lain…</translation>
    </message>
    <message>
        <source>Read answers from USB…</source>
        <translation>Baca jawaban dari USB…</translation>
    </message>
    <message>
        <source>Without a line: by USB stick to another counter, and back.</source>
        <translation>Tanpa sambungan: lewat USB ke loket lain, dan kembali.</translation>
    </message>
    <message>
        <source>At work …</source>
        <translation>Sedang dikerjakan …</translation>
    </message>
    <message>
        <source>The file cannot be used: {why}</source>
        <translation>Berkas tidak dapat dipakai: {why}</translation>
    </message>
    <message>
        <source>Nothing waits for the host; no file was written.</source>
        <translation>Tidak ada yang menunggu pusat; tidak ada berkas yang ditulis.</translation>
    </message>
    <message>
        <source>{file}: items {count}, payments {total}. Another counter can send it within {days} days.</source>
        <translation>{file}: {count} butir, pembayaran {total}. Loket lain dapat mengirimnya dalam {days} hari.</translation>
    </message>
    <message>
        <source>{file}: {done} posted, {refused} refused, {unclear} unclear, {silent} without an answer.</source>
        <translation>{file}: {done} dibukukan, {refused} ditolak, {unclear} belum jelas, {silent} tanpa jawaban.</translation>
    </message>
    <message>
        <source>{file}: {count} answers, {settled} of them settled a payment.</source>
        <translation>{file}: {count} jawaban, {settled} di antaranya menyelesaikan pembayaran.</translation>
    </message>
</context>
<context>
    <name>ReceiptPanel</name>
    <message>
        <source>Receipt</source>
        <translation>Struk</translation>
    </message>
    <message>
        <source>Give the money back</source>
        <translation>Kembalikan uang</translation>
    </message>
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
        <source>One more copy of this receipt (SALINAN)</source>
        <translation>Satu salinan lagi dari struk ini (SALINAN)</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Sedang mencetak…</translation>
    </message>
    <message>
        <source>The receipt waits for the host&apos;s answer…</source>
        <translation>Struk menunggu jawaban pusat…</translation>
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
    <name>Reckoning</name>
    <message>
        <source>Receipt</source>
        <translation>Struk</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Selisih</translation>
    </message>
    <message>
        <source>Here, at the host</source>
        <translation>Di loket, di pusat</translation>
    </message>
    <message>
        <source>Where it stands, whose it is</source>
        <translation>Status, penanggung jawab</translation>
    </message>
    <message>
        <source>The host&apos;s day</source>
        <translation>Tanggal pusat</translation>
    </message>
    <message>
        <source>Agree, wait</source>
        <translation>Cocok, menunggu</translation>
    </message>
    <message>
        <source>Differ</source>
        <translation>Berbeda</translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation>Kasus terbuka</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>tidak ada</translation>
    </message>
    <message>
        <source>none</source>
        <translation>tidak ada</translation>
    </message>
    <message>
        <source>nobody&apos;s yet</source>
        <translation>belum ada penanggung jawab</translation>
    </message>
    <message>
        <source>{count} wait</source>
        <translation>{count} menunggu</translation>
    </message>
    <message>
        <source>not found any more</source>
        <translation>tidak ditemukan lagi</translation>
    </message>
</context>
<context>
    <name>ReckoningPage</name>
    <message>
        <source>Reading {name}</source>
        <translation>Membaca {name}</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Menulis {name}</translation>
    </message>
    <message>
        <source>Reckoning with the host</source>
        <translation>Rekonsiliasi dengan pusat</translation>
    </message>
    <message>
        <source>The host&apos;s day</source>
        <translation>Tanggal pusat</translation>
    </message>
    <message>
        <source>Fetch from the host</source>
        <translation>Ambil dari pusat</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>Dari berkas</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Simpan PDF</translation>
    </message>
    <message>
        <source>Save as XLSX</source>
        <translation>Simpan XLSX</translation>
    </message>
    <message>
        <source>Differences of the day</source>
        <translation>Selisih pada tanggal ini</translation>
    </message>
    <message>
        <source>Days that were reckoned</source>
        <translation>Tanggal yang sudah dicocokkan</translation>
    </message>
    <message>
        <source>Fetching the settlement of {day}</source>
        <translation>Mengambil daftar pusat {day}</translation>
    </message>
    <message>
        <source>The settlement&apos;s file</source>
        <translation>Berkas daftar pusat</translation>
    </message>
    <message>
        <source>Save the reckoning</source>
        <translation>Simpan hasil rekonsiliasi</translation>
    </message>
    <message>
        <source>The file cannot be read: {why}</source>
        <translation>Berkas tidak dapat dibaca: {why}</translation>
    </message>
    <message>
        <source>The file could not be written: {why}</source>
        <translation>Berkas tidak dapat ditulis: {why}</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Tersimpan sebagai {name}.</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>Tidak ada selisih</translation>
    </message>
    <message>
        <source>Every payment that is decided stands in both books alike.</source>
        <translation>Setiap pembayaran yang sudah pasti sama di kedua pembukuan.</translation>
    </message>
    <message>
        <source>No day was reckoned yet</source>
        <translation>Belum ada tanggal yang dicocokkan</translation>
    </message>
    <message>
        <source>Choose a day and press Enter: the host is asked what it posted.</source>
        <translation>Pilih tanggal lalu tekan Enter: pusat ditanya apa yang dibukukannya.</translation>
    </message>
    <message>
        <source>Choose a day and press Enter, or open one of the days below.</source>
        <translation>Pilih tanggal lalu tekan Enter, atau buka salah satu tanggal di bawah.</translation>
    </message>
    <message>
        <source>{day}, as it was reckoned last. Fetch it again to save it. Esc: all days.</source>
        <translation>{day}, menurut rekonsiliasi terakhir. Ambil lagi untuk menyimpannya. Esc: semua tanggal.</translation>
    </message>
    <message>
        <source>{day}, reckoned now. Esc: all days.</source>
        <translation>{day}, baru saja dicocokkan. Esc: semua tanggal.</translation>
    </message>
</context>
<context>
    <name>ReckoningSums</name>
    <message>
        <source>Agree</source>
        <translation>Cocok</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Menunggu</translation>
    </message>
    <message>
        <source>Differ</source>
        <translation>Berbeda</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Jumlah</translation>
    </message>
    <message>
        <source>here {amount}</source>
        <translation>loket {amount}</translation>
    </message>
    <message>
        <source>host {amount}</source>
        <translation>pusat {amount}</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>Question {number} of {total}</source>
        <translation>Pertanyaan {number} dari {total}</translation>
    </message>
    <message>
        <source>The program ended abruptly</source>
        <translation>Program terhenti mendadak</translation>
    </message>
    <message>
        <source>No payment is lost. Two things only you can see, then the counter opens; each answer is journaled.</source>
        <translation>Tidak ada pembayaran yang hilang. Dua hal hanya Anda yang bisa melihat, lalu loket dibuka; setiap jawaban dijurnal.</translation>
    </message>
    <message>
        <source>taken by {clerk}, {at}</source>
        <translation>diterima oleh {clerk}, {at}</translation>
    </message>
    <message>
        <source>What the paper looks like</source>
        <translation>Rupa kertasnya</translation>
    </message>
    <message>
        <source>It is printed now.</source>
        <translation>Sedang dicetak.</translation>
    </message>
    <message>
        <source>It did not come out.</source>
        <translation>Tidak keluar.</translation>
    </message>
    <message>
        <source>Did this receipt come out of the printer, whole?</source>
        <translation>Apakah struk ini sudah keluar utuh dari printer?</translation>
    </message>
    <message>
        <source>Did this slip come out of the printer, whole?</source>
        <translation>Apakah slip ini sudah keluar utuh dari printer?</translation>
    </message>
    <message>
        <source>{amount} is recorded as given back. Has it left the drawer?</source>
        <translation>{amount} tercatat sudah dikembalikan. Apakah uangnya sudah keluar dari laci?</translation>
    </message>
    <message>
        <source>That shift is closed. Was {amount} in its drawer?</source>
        <translation>Loket sudah ditutup sejak itu. Apakah {amount} waktu itu ada di laci?</translation>
    </message>
    <message>
        <source>Is {amount} of this payment in the drawer?</source>
        <translation>Apakah uang {amount} dari pembayaran ini ada di laci?</translation>
    </message>
    <message>
        <source>It was being printed when the program ended. If you say no, a copy (SALINAN) is printed.</source>
        <translation>Sedang dicetak ketika program terhenti. Jika Anda jawab tidak, salinan (SALINAN) dicetak.</translation>
    </message>
    <message>
        <source>As far as the counter knows it had not begun. If you say no, it is printed now.</source>
        <translation>Sejauh loket tahu, pencetakan belum mulai. Jika Anda jawab tidak, dicetak sekarang.</translation>
    </message>
    <message>
        <source>If you say no, that is written down and no money moves. Tell your supervisor.</source>
        <translation>Jika Anda jawab tidak, itu dicatat dan tidak ada uang yang berpindah. Beri tahu penyelia.</translation>
    </message>
    <message>
        <source>The payment stands, and the paper can be printed from the journal (F3).</source>
        <translation>Pembayaran tetap sah, dan kertasnya dapat dicetak dari jurnal (F3).</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>Sebentar …</translation>
    </message>
    <message>
        <source>It did not come out. One more copy (SALINAN) needs a second person.</source>
        <translation>Tidak keluar. Salinan berikutnya (SALINAN) perlu orang kedua.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ya</translation>
    </message>
    <message>
        <source>Press Y</source>
        <translation>Tekan Y</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Tidak</translation>
    </message>
    <message>
        <source>Press N</source>
        <translation>Tekan T</translation>
    </message>
    <message>
        <source>Try the printer again   (P)</source>
        <translation>Coba cetak lagi   (P)</translation>
    </message>
    <message>
        <source>Go on without the paper   (Enter)</source>
        <translation>Lanjut tanpa kertas   (Enter)</translation>
    </message>
    <message>
        <source>Back   (Esc)</source>
        <translation>Kembali   (Esc)</translation>
    </message>
    <message>
        <source>Log out   (Esc)</source>
        <translation>Keluar   (Esc)</translation>
    </message>
</context>
<context>
    <name>Registration</name>
    <message>
        <source>NIK</source>
        <translation>NIK</translation>
    </message>
    <message>
        <source>Name, as on the KTP</source>
        <translation>Nama, seperti di KTP</translation>
    </message>
    <message>
        <source>Place of birth</source>
        <translation>Tempat lahir</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Tanggal lahir</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Jenis kelamin</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Alamat</translation>
    </message>
    <message>
        <source>Mother&apos;s maiden name</source>
        <translation>Nama gadis ibu kandung</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>Nomor HP</translation>
    </message>
    <message>
        <source>E-mail (optional)</source>
        <translation>Surel (boleh kosong)</translation>
    </message>
    <message>
        <source>Occupation</source>
        <translation>Pekerjaan</translation>
    </message>
    <message>
        <source>Sector</source>
        <translation>Sektor</translation>
    </message>
    <message>
        <source>Place of work</source>
        <translation>Tempat kerja</translation>
    </message>
    <message>
        <source>Hours of work</source>
        <translation>Jam kerja</translation>
    </message>
    <message>
        <source>Income a month</source>
        <translation>Penghasilan sebulan</translation>
    </message>
    <message>
        <source>Programmes</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>First month</source>
        <translation>Bulan pertama</translation>
    </message>
    <message>
        <source>Branch office</source>
        <translation>Kantor cabang</translation>
    </message>
    <message>
        <source>Heirs</source>
        <translation>Ahli waris</translation>
    </message>
    <message>
        <source>Heir</source>
        <translation>Ahli waris</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>Hubungan</translation>
    </message>
    <message>
        <source>NIK (if known)</source>
        <translation>NIK (bila ada)</translation>
    </message>
    <message>
        <source>Woman</source>
        <translation>Perempuan</translation>
    </message>
    <message>
        <source>Man</source>
        <translation>Laki-laki</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transportasi</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Lainnya</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Konsep</translation>
    </message>
    <message>
        <source>Received, waiting for the line</source>
        <translation>Diterima, menunggu jaringan</translation>
    </message>
    <message>
        <source>Received, being sent</source>
        <translation>Diterima, sedang dikirim</translation>
    </message>
    <message>
        <source>Received, the host is asked again</source>
        <translation>Diterima, pusat ditanya lagi</translation>
    </message>
    <message>
        <source>Received, the host examines it</source>
        <translation>Diterima, diperiksa pusat</translation>
    </message>
    <message>
        <source>KPJ issued</source>
        <translation>KPJ terbit</translation>
    </message>
    <message>
        <source>Refused by the host</source>
        <translation>Ditolak pusat</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Ditarik</translation>
    </message>
    <message>
        <source>It is stored here and goes to the host by itself as soon as the line is there. The KPJ follows. Give the worker the slip; a payment can be taken once the KPJ is there.</source>
        <translation>Sudah tersimpan di sini dan terkirim sendiri begitu jaringan ada. KPJ menyusul. Berikan slip kepada pekerja; iuran dapat dibayar setelah KPJ terbit.</translation>
    </message>
    <message>
        <source>The host is being asked. This usually takes a few seconds.</source>
        <translation>Pusat sedang ditanya. Biasanya hanya beberapa detik.</translation>
    </message>
    <message>
        <source>The host&apos;s answer did not arrive. Do not register again: it is asked by itself what became of it, and nobody is registered twice.</source>
        <translation>Jawaban pusat tidak sampai. Jangan daftarkan lagi: hasilnya ditanyakan sendiri, dan tidak ada yang terdaftar dua kali.</translation>
    </message>
    <message>
        <source>The host examines the application. The KPJ follows; the worker can go home with the slip.</source>
        <translation>Pusat memeriksa pendaftaran ini. KPJ menyusul; pekerja dapat pulang membawa slip.</translation>
    </message>
    <message>
        <source>The worker is too young by the host&apos;s rules. It cannot be done before the birthday.</source>
        <translation>Menurut aturan pusat pekerja ini terlalu muda. Belum dapat didaftarkan sebelum ulang tahunnya.</translation>
    </message>
    <message>
        <source>The worker is too old by the host&apos;s rules. The branch office can explain what is possible.</source>
        <translation>Menurut aturan pusat pekerja ini melewati batas usia. Kantor cabang dapat menjelaskan pilihannya.</translation>
    </message>
    <message>
        <source>This NIK is a participant already. Look the worker up at the counter and take a payment.</source>
        <translation>NIK ini sudah menjadi peserta. Cari pekerja ini di loket dan terima iurannya.</translation>
    </message>
    <message>
        <source>The host does not accept this NIK. Compare it with the KTP, digit by digit.</source>
        <translation>Pusat tidak menerima NIK ini. Cocokkan dengan KTP, angka demi angka.</translation>
    </message>
    <message>
        <source>The date of birth is not the NIK&apos;s. Compare both with the KTP.</source>
        <translation>Tanggal lahir tidak sesuai NIK. Cocokkan keduanya dengan KTP.</translation>
    </message>
    <message>
        <source>The sex is not the NIK&apos;s. Compare both with the KTP.</source>
        <translation>Jenis kelamin tidak sesuai NIK. Cocokkan keduanya dengan KTP.</translation>
    </message>
    <message>
        <source>A mandatory programme is missing. Correct it: JKK and JKM, and JHT for who employs others.</source>
        <translation>Ada program wajib yang kurang. Perbaiki: JKK dan JKM, serta JHT bagi pemberi kerja.</translation>
    </message>
    <message>
        <source>The first month is over by now. Correct it and choose this month.</source>
        <translation>Bulan pertama sudah lewat. Perbaiki dan pilih bulan ini.</translation>
    </message>
    <message>
        <source>The host could not read the form. Correct it, and tell your supervisor if it happens again.</source>
        <translation>Pusat tidak dapat membaca isian ini. Perbaiki, dan beri tahu penyelia bila terulang.</translation>
    </message>
    <message>
        <source>The host refused it and gave no reason that is known here. Tell your supervisor.</source>
        <translation>Pusat menolak tanpa alasan yang dikenal di sini. Beri tahu penyelia.</translation>
    </message>
    <message>
        <source>Same telephone</source>
        <translation>Nomor HP sama</translation>
    </message>
    <message>
        <source>Same date of birth</source>
        <translation>Tanggal lahir sama</translation>
    </message>
    <message>
        <source>This NIK is being registered already ({number}: {state}). Wait for the outcome.</source>
        <translation>NIK ini sudah dalam pendaftaran ({number}: {state}). Tunggu hasilnya.</translation>
    </message>
    <message>
        <source>{name} is a participant already. Do not register again: take a payment.</source>
        <translation>{name} sudah menjadi peserta. Jangan didaftarkan lagi: terima iurannya.</translation>
    </message>
    <message>
        <source>The same person? {name}, NIK {nik}, is a participant. {why}. Ask the worker.</source>
        <translation>Orang yang sama? {name}, NIK {nik}, sudah peserta. {why}. Tanyakan kepada pekerja.</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Sejak</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nomor</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Pekerja</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>KPJ, first payment</source>
        <translation>KPJ, iuran pertama</translation>
    </message>
    <message>
        <source>first payment taken</source>
        <translation>iuran pertama diterima</translation>
    </message>
    <message>
        <source>first payment open</source>
        <translation>iuran pertama belum</translation>
    </message>
</context>
<context>
    <name>RegistrationForm</name>
    <message>
        <source>{province} · {sex} · born {day}</source>
        <translation>{province} · {sex} · lahir {day}</translation>
    </message>
    <message>
        <source>{digits} of {all} digits</source>
        <translation>{digits} dari {all} angka</translation>
    </message>
    <message>
        <source>Fills in date of birth, sex and province</source>
        <translation>Mengisi tanggal lahir, jenis kelamin, provinsi</translation>
    </message>
    <message>
        <source>From the KTP</source>
        <translation>Dari KTP</translation>
    </message>
    <message>
        <source>Work and family</source>
        <translation>Pekerjaan dan keluarga</translation>
    </message>
    <message>
        <source>Employs others?</source>
        <translation>Mempekerjakan orang?</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Tidak</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ya</translation>
    </message>
    <message>
        <source>Alt+A one more heir   ·   Alt+H take one away</source>
        <translation>Alt+A tambah ahli waris   ·   Alt+H hapus satu</translation>
    </message>
    <message>
        <source>ojek, trader, farmer …</source>
        <translation>ojek, pedagang, petani …</translation>
    </message>
    <message>
        <source>market, area, village</source>
        <translation>pasar, wilayah, desa</translation>
    </message>
</context>
<context>
    <name>RegistrationList</name>
    <message>
        <source>Checking the list</source>
        <translation>Memeriksa daftar</translation>
    </message>
    <message>
        <source>Registering the list</source>
        <translation>Mendaftarkan isi daftar</translation>
    </message>
    <message>
        <source>Register the workers of a list</source>
        <translation>Daftarkan pekerja dari sebuah daftar</translation>
    </message>
    <message>
        <source>A CSV or XLSX file after the template. Every row is checked first; then all good rows are registered, or none. Each row needs the number of the form that the worker signed.</source>
        <translation>Berkas CSV atau XLSX menurut contoh. Setiap baris diperiksa dahulu; lalu semua baris yang baik didaftarkan, atau tidak satu pun. Tiap baris perlu nomor formulir yang ditandatangani pekerja.</translation>
    </message>
    <message>
        <source>Choose the file …</source>
        <translation>Pilih berkas …</translation>
    </message>
    <message>
        <source>Save an empty list …</source>
        <translation>Simpan daftar kosong …</translation>
    </message>
    <message>
        <source>Register {count} workers   (Enter)</source>
        <translation>Daftarkan {count} pekerja   (Enter)</translation>
    </message>
    <message>
        <source>The file cannot be used: {why}</source>
        <translation>Berkas tidak dapat dipakai: {why}</translation>
    </message>
    <message>
        <source>{file}: {count} workers are registered and on their way to the host.</source>
        <translation>{file}: {count} pekerja didaftarkan dan sedang menuju pusat.</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Tersimpan sebagai {name}.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was registered.</source>
        <translation>Dihentikan. Tidak ada yang didaftarkan.</translation>
    </message>
    <message>
        <source>{file}: {rows} rows, {good} good, {faulty} with faults. Faulty rows are left out.</source>
        <translation>{file}: {rows} baris, {good} baik, {faulty} salah. Baris yang salah tidak ikut.</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Baris</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>NIK</source>
        <translation>NIK</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Yang salah</translation>
    </message>
    <message>
        <source>good</source>
        <translation>baik</translation>
    </message>
    <message>
        <source>The number of the signed form is missing. Without it there is no consent.</source>
        <translation>Nomor formulir bertanda tangan belum ada. Tanpa itu tidak ada persetujuan.</translation>
    </message>
</context>
<context>
    <name>RegistrationOutcome</name>
    <message>
        <source>Enter or B first payment</source>
        <translation>Enter atau B iuran pertama</translation>
    </message>
    <message>
        <source>Enter or K correct</source>
        <translation>Enter atau K perbaiki</translation>
    </message>
    <message>
        <source>Enter next worker</source>
        <translation>Enter pekerja berikutnya</translation>
    </message>
    <message>
        <source>N next worker</source>
        <translation>N pekerja berikutnya</translation>
    </message>
    <message>
        <source>T ask the host</source>
        <translation>T tanya pusat</translation>
    </message>
    <message>
        <source>P slip</source>
        <translation>P slip</translation>
    </message>
    <message>
        <source>Esc back</source>
        <translation>Esc kembali</translation>
    </message>
    <message>
        <source>Registration {number}</source>
        <translation>Pendaftaran {number}</translation>
    </message>
    <message>
        <source>Registered, and the first contribution is taken.</source>
        <translation>Terdaftar, dan iuran pertama sudah diterima.</translation>
    </message>
    <message>
        <source>Registered. Protection begins with the first contribution: take it now.</source>
        <translation>Terdaftar. Perlindungan mulai dengan iuran pertama: terima sekarang.</translation>
    </message>
    <message>
        <source>Nothing was sent to the host.</source>
        <translation>Tidak ada yang dikirim ke pusat.</translation>
    </message>
    <message>
        <source>CARD NUMBER (KPJ)</source>
        <translation>NOMOR PESERTA (KPJ)</translation>
    </message>
    <message>
        <source>Payment code {code}</source>
        <translation>Kode iuran {code}</translation>
    </message>
    <message>
        <source>Ask the host now</source>
        <translation>Tanya pusat sekarang</translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>Cetak slip</translation>
    </message>
    <message>
        <source>Next worker</source>
        <translation>Pekerja berikutnya</translation>
    </message>
    <message>
        <source>Take the first payment   (Enter)</source>
        <translation>Terima iuran pertama   (Enter)</translation>
    </message>
    <message>
        <source>Correct and send again   (Enter)</source>
        <translation>Perbaiki dan kirim lagi   (Enter)</translation>
    </message>
    <message>
        <source>Next worker   (Enter)</source>
        <translation>Pekerja berikutnya   (Enter)</translation>
    </message>
</context>
<context>
    <name>RegistrationPage</name>
    <message>
        <source>Register a worker</source>
        <translation>Daftarkan pekerja</translation>
    </message>
    <message>
        <source>New worker</source>
        <translation>Pekerja baru</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hari ini</translation>
    </message>
    <message>
        <source>From a list</source>
        <translation>Dari daftar</translation>
    </message>
    <message>
        <source>This office&apos;s host registers nobody. Send the worker to the branch office of BPJS Ketenagakerjaan.</source>
        <translation>Pusat kantor ini tidak melayani pendaftaran. Arahkan pekerja ke kantor cabang BPJS Ketenagakerjaan.</translation>
    </message>
    <message>
        <source>Enter next   ·   ↑ ↓ move   ·   Alt+J JHT   ·   Alt+A heir   ·   Ctrl+Enter summary   ·   Esc back, kept</source>
        <translation>Enter berikutnya   ·   ↑ ↓ pindah   ·   Alt+J JHT   ·   Alt+A ahli waris   ·   Ctrl+Enter ringkasan   ·   Esc kembali, tersimpan</translation>
    </message>
    <message>
        <source>S agrees   ·   P print   ·   Enter register   ·   PgUp PgDn scroll   ·   Esc correct</source>
        <translation>S setuju   ·   P cetak   ·   Enter daftarkan   ·   PgUp PgDn gulir   ·   Esc perbaiki</translation>
    </message>
    <message>
        <source>Printing …</source>
        <translation>Mencetak …</translation>
    </message>
    <message>
        <source>On its way from the printer. Let the worker read it.</source>
        <translation>Sudah dikirim ke printer. Minta pekerja membacanya.</translation>
    </message>
    <message>
        <source>Printing the slip …</source>
        <translation>Mencetak slip …</translation>
    </message>
</context>
<context>
    <name>RegistrationSide</name>
    <message>
        <source>CONTRIBUTION A MONTH</source>
        <translation>IURAN SEBULAN</translation>
    </message>
    <message>
        <source>Take a payment instead</source>
        <translation>Terima iuran saja</translation>
    </message>
    <message>
        <source>Summary   (Ctrl+Enter)</source>
        <translation>Ringkasan   (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>With JHT</source>
        <translation>Dengan JHT</translation>
    </message>
    <message>
        <source>Without JHT</source>
        <translation>Tanpa JHT</translation>
    </message>
    <message>
        <source>JHT is mandatory for whoever employs others (pemberi kerja).</source>
        <translation>JHT wajib bagi pemberi kerja, yaitu yang mempekerjakan orang.</translation>
    </message>
    <message>
        <source>JHT is savings for old age: 2% of the income basis, paid back with interest.</source>
        <translation>JHT adalah tabungan hari tua: 2% dari dasar penghasilan, dikembalikan dengan hasil pengembangan.</translation>
    </message>
    <message>
        <source>Without JHT it would be {amount} a month.</source>
        <translation>Tanpa JHT menjadi {amount} sebulan.</translation>
    </message>
    <message>
        <source>With JHT, savings for old age, it would be {amount} a month.</source>
        <translation>Dengan JHT, tabungan hari tua, menjadi {amount} sebulan.</translation>
    </message>
    <message>
        <source>Type occupation and income: the contribution follows from them.</source>
        <translation>Isi pekerjaan dan penghasilan: iuran dihitung dari situ.</translation>
    </message>
    <message>
        <source>Income {income} counts as {basis}.</source>
        <translation>Penghasilan {income} dihitung sebagai {basis}.</translation>
    </message>
</context>
<context>
    <name>RegistrationSummary</name>
    <message>
        <source>Read this out, word for word</source>
        <translation>Bacakan kata demi kata</translation>
    </message>
    <message>
        <source>The worker checks what stands on the left, hears the words, and answers.</source>
        <translation>Pekerja memeriksa isian di kiri, mendengar kalimat ini, lalu menjawab.</translation>
    </message>
    <message>
        <source>The worker agrees</source>
        <translation>Pekerja setuju</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Batalkan setuju</translation>
    </message>
    <message>
        <source>✓ The worker has heard the words and agrees.</source>
        <translation>✓ Pekerja sudah mendengar dan setuju.</translation>
    </message>
    <message>
        <source>Not agreed yet. Press {key} when the worker says yes.</source>
        <translation>Belum setuju. Tekan {key} bila pekerja berkata ya.</translation>
    </message>
    <message>
        <source>Print it to read</source>
        <translation>Cetak untuk dibaca</translation>
    </message>
    <message>
        <source>Storing …</source>
        <translation>Menyimpan …</translation>
    </message>
    <message>
        <source>Register   (Enter)</source>
        <translation>Daftarkan   (Enter)</translation>
    </message>
    <message>
        <source>Correct something   (Esc)</source>
        <translation>Perbaiki isian   (Esc)</translation>
    </message>
</context>
<context>
    <name>RegistrationToday</name>
    <message>
        <source>Today&apos;s registrations, and what is open</source>
        <translation>Pendaftaran hari ini dan yang belum selesai</translation>
    </message>
    <message>
        <source>None today, and nothing is open.</source>
        <translation>Belum ada hari ini, dan tidak ada yang tertunda.</translation>
    </message>
    <message>
        <source>↑ ↓ choose   ·   Enter open   ·   W withdraw what was not sent   ·   Esc to the form</source>
        <translation>↑ ↓ pilih   ·   Enter buka   ·   W tarik yang belum dikirim   ·   Esc ke formulir</translation>
    </message>
    <message>
        <source>Why is it withdrawn?</source>
        <translation>Mengapa ditarik?</translation>
    </message>
    <message>
        <source>Withdraw   (Enter)</source>
        <translation>Tarik   (Enter)</translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>Protected until {paid}.</source>
        <translation>Terlindungi sampai {paid}.</translation>
    </message>
    <message>
        <source>Paid until {paid}; protection ends on {ends}.</source>
        <translation>Dibayar sampai {paid}; perlindungan berakhir {ends}.</translation>
    </message>
    <message>
        <source>No protection since {since}.</source>
        <translation>Tidak terlindungi sejak {since}.</translation>
    </message>
    <message>
        <source>No contribution has been paid yet.</source>
        <translation>Belum pernah ada iuran yang dibayar.</translation>
    </message>
    <message>
        <source>Protected until {paid}; {amount} prolongs it.</source>
        <translation>Terlindungi sampai {paid}; {amount} memperpanjangnya.</translation>
    </message>
    <message>
        <source>Paid until {paid}; {amount} by then keeps the protection going.</source>
        <translation>Dibayar sampai {paid}; {amount} sebelum itu menjaga perlindungan.</translation>
    </message>
    <message>
        <source>Paid until {paid}; protection ends on {ends}, {amount} keeps it.</source>
        <translation>Dibayar sampai {paid}; perlindungan berakhir {ends}, {amount} menjaganya.</translation>
    </message>
    <message>
        <source>No protection since {since}; {amount} regains it from today, without fine or arrears.</source>
        <translation>Tidak terlindungi sejak {since}; {amount} memulihkannya mulai hari ini, tanpa denda dan tunggakan.</translation>
    </message>
    <message>
        <source>No contribution has been paid yet; {amount} begins the protection.</source>
        <translation>Belum pernah ada iuran yang dibayar; {amount} memulai perlindungan.</translation>
    </message>
    <message>
        <source>Paid ahead</source>
        <translation>Sudah dibayar di muka</translation>
    </message>
    <message>
        <source>Due this month</source>
        <translation>Jatuh tempo bulan ini</translation>
    </message>
    <message>
        <source>Months of grace</source>
        <translation>Masa tenggang</translation>
    </message>
    <message>
        <source>Lapsed</source>
        <translation>Tidak aktif</translation>
    </message>
    <message>
        <source>Never paid</source>
        <translation>Belum pernah bayar</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Jatuh tempo</translation>
    </message>
    <message>
        <source>Grace</source>
        <translation>Tenggang</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Telepon</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Pesan</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Surat</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>Kunjungan</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Terkirim</translation>
    </message>
    <message>
        <source>Will pay</source>
        <translation>Akan membayar</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Tidak terhubung</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>Nomor salah</translation>
    </message>
    <message>
        <source>Moved away</source>
        <translation>Pindah</translation>
    </message>
    <message>
        <source>Will not pay now</source>
        <translation>Belum mau membayar</translation>
    </message>
    <message>
        <source>Do not contact again</source>
        <translation>Jangan hubungi lagi</translation>
    </message>
    <message>
        <source>Treatment after an accident at work, until recovered</source>
        <translation>Perawatan akibat kecelakaan kerja, sampai sembuh</translation>
    </message>
    <message>
        <source>Death by an accident at work: {count} × income</source>
        <translation>Meninggal karena kecelakaan kerja: {count} × penghasilan</translation>
    </message>
    <message>
        <source>Total permanent disability: {count} × income</source>
        <translation>Cacat total tetap: {count} × penghasilan</translation>
    </message>
    <message>
        <source>Scholarship for {count} children after either, at most</source>
        <translation>Beasiswa {count} anak bila itu terjadi, paling banyak</translation>
    </message>
    <message>
        <source>Death by any other cause, in all</source>
        <translation>Meninggal karena sebab lain, seluruhnya</translation>
    </message>
    <message>
        <source>Scholarship for {count} children after {years} years of contributions, at most</source>
        <translation>Beasiswa {count} anak setelah {years} tahun iuran, paling banyak</translation>
    </message>
    <message>
        <source>Savings after {count} years, yield not counted</source>
        <translation>Tabungan setelah {count} tahun, belum termasuk hasil</translation>
    </message>
    <message>
        <source>Participant</source>
        <translation>Peserta</translation>
    </message>
    <message>
        <source>Telephone, branch</source>
        <translation>Telepon, cabang</translation>
    </message>
    <message>
        <source>Ends, paid until</source>
        <translation>Berakhir, dibayar</translation>
    </message>
    <message>
        <source>At stake, a month</source>
        <translation>Santunan, iuran</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Kontak</translation>
    </message>
</context>
<context>
    <name>RemindersPage</name>
    <message>
        <source>Who has to be reminded</source>
        <translation>Siapa yang perlu diingatkan</translation>
    </message>
    <message>
        <source>What ends soonest comes first; who was contacted in the last days comes last.</source>
        <translation>Yang paling cepat berakhir paling atas; yang baru dihubungi paling bawah.</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>Saring menurut nama</translation>
    </message>
    <message>
        <source>Name   ({key})</source>
        <translation>Nama   ({key})</translation>
    </message>
    <message>
        <source>Save the letters</source>
        <translation>Simpan surat</translation>
    </message>
    <message>
        <source>All branches</source>
        <translation>Semua cabang</translation>
    </message>
    <message>
        <source>All sectors</source>
        <translation>Semua sektor</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>Sebentar …</translation>
    </message>
    <message>
        <source>Nobody is on this list.</source>
        <translation>Tidak ada siapa pun di daftar ini.</translation>
    </message>
    <message>
        <source>Page {number} of {pages} (← →)</source>
        <translation>Halaman {number} dari {pages} (← →)</translation>
    </message>
    <message>
        <source>Marked: {count}</source>
        <translation>Ditandai: {count}</translation>
    </message>
    <message>
        <source>Space mark   ·   A whole page   ·   L letters to all marked</source>
        <translation>Spasi tandai   ·   A sehalaman   ·   L surat bagi yang ditandai</translation>
    </message>
</context>
<context>
    <name>RemindersPane</name>
    <message>
        <source>Message</source>
        <translation>Pesan</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Surat</translation>
    </message>
    <message>
        <source>Note what came of it</source>
        <translation>Catat hasilnya</translation>
    </message>
    <message>
        <source>Nobody chosen</source>
        <translation>Belum ada yang dipilih</translation>
    </message>
    <message>
        <source>No telephone</source>
        <translation>Tanpa telepon</translation>
    </message>
    <message>
        <source>After a death at work the family would go without {amount}.</source>
        <translation>Bila meninggal karena kecelakaan kerja, keluarga kehilangan santunan {amount}.</translation>
    </message>
    <message>
        <source>Written down: {words}</source>
        <translation>Tercatat: {words}</translation>
    </message>
</context>
<context>
    <name>ReportFiles</name>
    <message>
        <source>Save as PDF</source>
        <translation>Simpan PDF</translation>
    </message>
    <message>
        <source>Reports that can be saved</source>
        <translation>Laporan yang dapat disimpan</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Simpan laporan</translation>
    </message>
    <message>
        <source>The file could not be written: {why}</source>
        <translation>Berkas tidak dapat ditulis: {why}</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Disimpan sebagai {name}.</translation>
    </message>
    <message>
        <source>X report, {at}</source>
        <translation>Laporan X, {at}</translation>
    </message>
    <message>
        <source>Z report {number}, {at}, {clerk}</source>
        <translation>Laporan Z {number}, {at}, {clerk}</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>What</source>
        <translation>Perihal</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Pembayaran</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Diterima</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>Dikembalikan</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Bersih</translation>
    </message>
    <message>
        <source>Day, time</source>
        <translation>Hari, jam</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Struk</translation>
    </message>
    <message>
        <source>Payer</source>
        <translation>Peserta</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Jumlah</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Cancelled before it was sent</source>
        <translation>Dibatalkan sebelum dikirim</translation>
    </message>
    <message>
        <source>Refused by the host</source>
        <translation>Ditolak pusat</translation>
    </message>
    <message>
        <source>Reversed at the host</source>
        <translation>Dibalik di pusat</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>Admin fees</source>
        <translation>Biaya admin</translation>
    </message>
    <message>
        <source>Programme {name}</source>
        <translation>Program {name}</translation>
    </message>
    <message>
        <source>Clerk {number}</source>
        <translation>Petugas {number}</translation>
    </message>
    <message>
        <source>Shift {number} of {clerk}, variance {variance}</source>
        <translation>Shift {number}, {clerk}, selisih {variance}</translation>
    </message>
    <message>
        <source>Shift of {clerk}, still open</source>
        <translation>Shift {clerk}, masih buka</translation>
    </message>
    <message>
        <source>Pending {number}</source>
        <translation>Belum selesai {number}</translation>
    </message>
    <message>
        <source>Without the host</source>
        <translation>Tanpa pusat</translation>
    </message>
    <message>
        <source>Payments {count}, {taken}   ·   given back {count_back}, {back}   ·   left {net}</source>
        <translation>Pembayaran {count}, {taken}   ·   dikembalikan {count_back}, {back}   ·   bersih {net}</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>Reports and exports</source>
        <translation>Laporan dan ekspor</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Hari</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Bulan</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Daftar</translation>
    </message>
    <message>
        <source>Show   (Enter)</source>
        <translation>Tampilkan   (Enter)</translation>
    </message>
    <message>
        <source>As CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Full numbers</source>
        <translation>Nomor lengkap</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>Lebih baru</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Lebih lama</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Menulis {name}</translation>
    </message>
    <message>
        <source>Reading the books</source>
        <translation>Membaca buku</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Dihentikan.</translation>
    </message>
    <message>
        <source>Stopped; no file was written.</source>
        <translation>Dihentikan; tidak ada berkas yang ditulis.</translation>
    </message>
    <message>
        <source>The file could not be written: {why}</source>
        <translation>Berkas tidak dapat ditulis: {why}</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Disimpan sebagai {name}.</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>Tanggal buku</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Dari</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Sampai</translation>
    </message>
    <message>
        <source>As XLSX</source>
        <translation>XLSX</translation>
    </message>
    <message>
        <source>As PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>The next file holds full numbers. Save it now.</source>
        <translation>Berkas berikut memuat nomor lengkap. Simpan sekarang.</translation>
    </message>
    <message>
        <source>Files are masked: the last four digits, the beginnings of names.</source>
        <translation>Berkas disamarkan: empat angka terakhir, awal nama.</translation>
    </message>
    <message>
        <source>Choose a period and press Enter.</source>
        <translation>Pilih periode lalu tekan Enter.</translation>
    </message>
    <message>
        <source>{first} to {last} of {all}</source>
        <translation>{first} sampai {last} dari {all}</translation>
    </message>
</context>
<context>
    <name>RetentionPage</name>
    <message>
        <source>Participants of whom nothing was heard</source>
        <translation>Peserta yang lama tidak ada kabarnya</translation>
    </message>
    <message>
        <source>the office&apos;s copy; the host keeps its own</source>
        <translation>salinan kantor; pusat menyimpan miliknya sendiri</translation>
    </message>
    <message>
        <source>Answers of applications that are over</source>
        <translation>Isian pendaftaran yang sudah selesai</translation>
    </message>
    <message>
        <source>that there was one, its consent and its outcome stay</source>
        <translation>adanya pendaftaran, persetujuan, dan hasilnya tetap tersimpan</translation>
    </message>
    <message>
        <source>Reminders and their notes</source>
        <translation>Pengingat dan catatannya</translation>
    </message>
    <message>
        <source>who asked to be left alone stays known</source>
        <translation>yang minta tidak dihubungi tetap tercatat</translation>
    </message>
    <message>
        <source>Files of the program&apos;s log</source>
        <translation>Berkas log program</translation>
    </message>
    <message>
        <source>of this counter</source>
        <translation>milik loket ini</translation>
    </message>
    <message>
        <source>Old personal data</source>
        <translation>Data pribadi lama</translation>
    </message>
    <message>
        <source>What has outlived its period in the settings goes for good. Payments, money returned and the journal stay, as the law wants them longer.</source>
        <translation>Yang lewat masa simpan menurut pengaturan dihapus selamanya. Pembayaran, uang kembali, dan jurnal tetap ada karena hukum memintanya lebih lama.</translation>
    </message>
    <message>
        <source>Letting go</source>
        <translation>Menghapus</translation>
    </message>
    <message>
        <source>{years} years, from before {day}</source>
        <translation>{years} tahun, dari sebelum {day}</translation>
    </message>
    <message>
        <source>Yes, for good   (Enter)</source>
        <translation>Ya, selamanya   (Enter)</translation>
    </message>
    <message>
        <source>Let {count} go   (Enter)</source>
        <translation>Hapus {count}   (Enter)</translation>
    </message>
    <message>
        <source>{count} go for good, and your name stands in the journal for it. Enter does it, Esc does not.</source>
        <translation>{count} dihapus selamanya, dan nama Anda tercatat di jurnal. Enter menghapus, Esc batal.</translation>
    </message>
    <message>
        <source>{count} are gone. The journal has it.</source>
        <translation>{count} sudah dihapus. Jurnal mencatatnya.</translation>
    </message>
    <message>
        <source>{count} are gone, then it was stopped. The rest is due as before.</source>
        <translation>{count} sudah dihapus, lalu dihentikan. Sisanya tetap menunggu.</translation>
    </message>
    <message>
        <source>Nothing has outlived its period.</source>
        <translation>Belum ada yang lewat masa simpannya.</translation>
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
        <source>One payment</source>
        <translation>Satu pembayaran</translation>
    </message>
    <message>
        <source>Worth in all</source>
        <translation>Jumlah rupiah</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Pembayaran</translation>
    </message>
    <message>
        <source>Age of the data</source>
        <translation>Umur data</translation>
    </message>
    <message>
        <source>Oldest one</source>
        <translation>Yang tertua</translation>
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
    <name>Settlement</name>
    <message>
        <source>there is nothing in it.</source>
        <translation>berkasnya kosong.</translation>
    </message>
    <message>
        <source>it is larger than any settlement can be.</source>
        <translation>ukurannya melebihi daftar pusat mana pun.</translation>
    </message>
    <message>
        <source>it has more lines than any settlement can have.</source>
        <translation>barisnya melebihi daftar pusat mana pun.</translation>
    </message>
    <message>
        <source>it is not written in UTF-8.</source>
        <translation>tidak ditulis dalam UTF-8.</translation>
    </message>
    <message>
        <source>this is neither the host&apos;s CSV nor its JSON.</source>
        <translation>ini bukan CSV maupun JSON dari pusat.</translation>
    </message>
    <message>
        <source>this column is there twice.</source>
        <translation>kolom ini ada dua kali.</translation>
    </message>
    <message>
        <source>this column is missing.</source>
        <translation>kolom ini tidak ada.</translation>
    </message>
    <message>
        <source>there is no such column in a settlement.</source>
        <translation>tidak ada kolom seperti ini dalam daftar pusat.</translation>
    </message>
    <message>
        <source>the line has more or fewer cells than the first one.</source>
        <translation>jumlah sel baris ini berbeda dari baris pertama.</translation>
    </message>
    <message>
        <source>this is no value for this column.</source>
        <translation>isinya tidak cocok untuk kolom ini.</translation>
    </message>
    <message>
        <source>the file is about another day.</source>
        <translation>berkas ini untuk hari lain.</translation>
    </message>
    <message>
        <source>the lines are not as many as the file says.</source>
        <translation>banyaknya baris tidak sama dengan yang disebut berkas.</translation>
    </message>
    <message>
        <source>the lines do not add up to what the file says.</source>
        <translation>jumlah baris tidak sama dengan yang disebut berkas.</translation>
    </message>
    <message>
        <source>the line with the totals is missing, so it may be cut off.</source>
        <translation>baris jumlah di akhir tidak ada, berkas mungkin terpotong.</translation>
    </message>
    <message>
        <source>Only here</source>
        <translation>Hanya di loket</translation>
    </message>
    <message>
        <source>Only at the host</source>
        <translation>Hanya di pusat</translation>
    </message>
    <message>
        <source>Twice at the host</source>
        <translation>Dua kali di pusat</translation>
    </message>
    <message>
        <source>Other amount</source>
        <translation>Jumlah lain</translation>
    </message>
    <message>
        <source>Other day</source>
        <translation>Hari lain</translation>
    </message>
    <message>
        <source>Reversed on one side</source>
        <translation>Dibalik di satu pihak</translation>
    </message>
    <message>
        <source>Other particulars</source>
        <translation>Keterangan lain</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Terbuka</translation>
    </message>
    <message>
        <source>Being worked on</source>
        <translation>Sedang dikerjakan</translation>
    </message>
    <message>
        <source>Waits for a second person</source>
        <translation>Menunggu orang kedua</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Ditutup</translation>
    </message>
    <message>
        <source>found by a reckoning</source>
        <translation>ditemukan saat rekonsiliasi</translation>
    </message>
    <message>
        <source>given to {words}</source>
        <translation>diserahkan kepada {words}</translation>
    </message>
    <message>
        <source>note: {words}</source>
        <translation>catatan: {words}</translation>
    </message>
    <message>
        <source>conclusion: {words}</source>
        <translation>kesimpulan: {words}</translation>
    </message>
    <message>
        <source>not convinced: {words}</source>
        <translation>belum yakin: {words}</translation>
    </message>
    <message>
        <source>closed, with the consent of {words}</source>
        <translation>ditutup, dengan persetujuan {words}</translation>
    </message>
    <message>
        <source>a later reckoning did not find it any more</source>
        <translation>tidak ditemukan lagi pada rekonsiliasi kemudian</translation>
    </message>
    <message>
        <source>a later reckoning found it again</source>
        <translation>ditemukan kembali pada rekonsiliasi kemudian</translation>
    </message>
</context>
<context>
    <name>SlipRows</name>
    <message>
        <source>NOT CASH</source>
        <translation>BUKAN TUNAI</translation>
    </message>
    <message>
        <source>slips</source>
        <translation>slip</translation>
    </message>
    <message>
        <source>together, Rp</source>
        <translation>seluruhnya, Rp</translation>
    </message>
    <message>
        <source>{means}, number of slips</source>
        <translation>{means}, jumlah slip</translation>
    </message>
    <message>
        <source>{means}, all slips together</source>
        <translation>{means}, seluruh slip</translation>
    </message>
    <message>
        <source>Type a number, like 12.</source>
        <translation>Ketik angka, mis. 12.</translation>
    </message>
</context>
<context>
    <name>StaffChange</name>
    <message>
        <source>Change the name</source>
        <translation>Ubah nama</translation>
    </message>
    <message>
        <source>Change the role</source>
        <translation>Ubah peran</translation>
    </message>
    <message>
        <source>Give a PIN to begin with</source>
        <translation>Beri PIN awal</translation>
    </message>
    <message>
        <source>Does not work here any more</source>
        <translation>Tidak bekerja di sini lagi</translation>
    </message>
    <message>
        <source>Works here again</source>
        <translation>Bekerja di sini lagi</translation>
    </message>
    <message>
        <source>The number stays. The journal keeps the old name and the new one.</source>
        <translation>Nomornya tetap. Jurnal menyimpan nama lama dan nama baru.</translation>
    </message>
    <message>
        <source>The journal keeps the old role and the new one. It holds from the next log-in on.</source>
        <translation>Jurnal menyimpan peran lama dan baru. Berlaku mulai masuk berikutnya.</translation>
    </message>
    <message>
        <source>The old PIN ends now. The new one is shown once; at the next log-in they choose their own.</source>
        <translation>PIN lama langsung berakhir. PIN awal ditampilkan sekali; saat masuk berikutnya ia membuat PIN sendiri.</translation>
    </message>
    <message>
        <source>Nobody can log in under this number then. What was done stays.</source>
        <translation>Setelah ini nomor ini tidak bisa masuk. Semua yang pernah dilakukan tetap tercatat.</translation>
    </message>
    <message>
        <source>They log in with the PIN they had, or with one to begin with.</source>
        <translation>Ia masuk dengan PIN yang dulu, atau dengan PIN awal.</translation>
    </message>
    <message>
        <source>Change   (Enter)</source>
        <translation>Ubah   (Enter)</translation>
    </message>
    <message>
        <source>Give a PIN   (Enter)</source>
        <translation>Beri PIN   (Enter)</translation>
    </message>
    <message>
        <source>Retire   (Enter)</source>
        <translation>Nonaktifkan   (Enter)</translation>
    </message>
    <message>
        <source>Bring back   (Enter)</source>
        <translation>Aktifkan kembali   (Enter)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Done   (Esc)</source>
        <translation>Selesai   (Esc)</translation>
    </message>
    <message>
        <source>Not now   (Esc)</source>
        <translation>Nanti saja   (Esc)</translation>
    </message>
    <message>
        <source>Whoever manages the staff, besides you, to this change alone.</source>
        <translation>Pengelola petugas selain Anda, untuk perubahan ini saja.</translation>
    </message>
    <message>
        <source>Tell it to them alone. It is good for choosing one of their own, and for nothing else.</source>
        <translation>Beritahukan hanya kepadanya. PIN ini hanya untuk membuat PIN sendiri, tidak untuk yang lain.</translation>
    </message>
</context>
<context>
    <name>StaffPage</name>
    <message>
        <source>Clerk</source>
        <translation>Petugas loket</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Penyelia</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Pemeriksa</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Staff of the office</source>
        <translation>Petugas kantor</translation>
    </message>
    <message>
        <source>Add somebody</source>
        <translation>Tambah petugas</translation>
    </message>
    <message>
        <source>They type their first PIN themselves, here and now.</source>
        <translation>PIN pertama diketik sendiri oleh yang bersangkutan, di sini.</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>Nomor pegawai</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>The same PIN again</source>
        <translation>PIN yang sama sekali lagi</translation>
    </message>
    <message>
        <source>Add   (Enter)</source>
        <translation>Tambah   (Enter)</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>PIN baru</translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation>Berhenti</translation>
    </message>
    <message>
        <source>Comes back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Whoever manages the staff, besides you, to this person alone.</source>
        <translation>Pengelola petugas selain Anda, untuk orang ini saja.</translation>
    </message>
    <message>
        <source>The two PINs differ. Type the second one again.</source>
        <translation>Kedua PIN berbeda. Ketik lagi yang kedua.</translation>
    </message>
    <message>
        <source>{name} may now log in.</source>
        <translation>{name} sekarang dapat masuk.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nomor</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Peran</translation>
    </message>
    <message>
        <source>Log-in</source>
        <translation>Masuk</translation>
    </message>
    <message>
        <source>not any more</source>
        <translation>tidak lagi</translation>
    </message>
    <message>
        <source>with a PIN to begin with</source>
        <translation>dengan PIN awal</translation>
    </message>
    <message>
        <source>closed for {minutes} min after wrong PINs</source>
        <translation>ditutup {minutes} menit karena PIN salah</translation>
    </message>
    <message>
        <source>open</source>
        <translation>terbuka</translation>
    </message>
</context>
<context>
    <name>StatementPage</name>
    <message>
        <source>Statement of one&apos;s work</source>
        <translation>Rekam kerja petugas</translation>
    </message>
    <message>
        <source>Everything the journal holds under a name. The file is signed and can be checked by anyone.</source>
        <translation>Semua yang tercatat di jurnal atas satu nama. Berkasnya bertanda tangan dan dapat diperiksa siapa pun.</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>Nomor pegawai</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Dari</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Sampai</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hari ini</translation>
    </message>
    <message>
        <source>This shift</source>
        <translation>Shift ini</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Bulan ini</translation>
    </message>
    <message>
        <source>Show   (Enter)</source>
        <translation>Tampilkan   (Enter)</translation>
    </message>
    <message>
        <source>Save as PDF   ({key})</source>
        <translation>Simpan PDF   ({key})</translation>
    </message>
    <message>
        <source>Save the statement</source>
        <translation>Simpan laporan</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Waktu</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Oleh</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Apa</translation>
    </message>
    <message>
        <source>Reading the journal …</source>
        <translation>Membaca jurnal …</translation>
    </message>
    <message>
        <source>The file could not be written: {why}</source>
        <translation>Berkas tidak dapat ditulis: {why}</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Tersimpan sebagai {name}.</translation>
    </message>
    <message>
        <source>Payments: {count}</source>
        <translation>Pembayaran: {count}</translation>
    </message>
    <message>
        <source>cash {amount}</source>
        <translation>tunai {amount}</translation>
    </message>
    <message>
        <source>other {amount}</source>
        <translation>lain {amount}</translation>
    </message>
    <message>
        <source>given back {amount}</source>
        <translation>dikembalikan {amount}</translation>
    </message>
    <message>
        <source>the last {most} of {entries} entries; the file has all</source>
        <translation>{most} dari {entries} catatan terakhir; berkas memuat semuanya</translation>
    </message>
    <message>
        <source>Shift of {at}: float {float}, cash {taken}, given back {returned}, must hold {expected}</source>
        <translation>Shift {at}: kas awal {float}, tunai {taken}, dikembalikan {returned}, seharusnya {expected}</translation>
    </message>
    <message>
        <source>still open</source>
        <translation>masih buka</translation>
    </message>
    <message>
        <source>counted {counted}, variance {variance}</source>
        <translation>dihitung {counted}, selisih {variance}</translation>
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
        <source>F3 shows it.</source>
        <translation>F3 menampilkannya.</translation>
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
        <source>Ask again whether it is stored</source>
        <translation>Tanyakan lagi, sudah tersimpan?</translation>
    </message>
    <message>
        <source>Take no money</source>
        <translation>Jangan terima uang</translation>
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
<context>
    <name>ThreeColumns</name>
    <message>
        <source>COUNTED</source>
        <translation>DIHITUNG</translation>
    </message>
    <message>
        <source>JOURNAL</source>
        <translation>JURNAL</translation>
    </message>
    <message>
        <source>HOST</source>
        <translation>PUSAT</translation>
    </message>
    <message>
        <source>PENDING</source>
        <translation>MENUNGGU</translation>
    </message>
    <message>
        <source>VARIANCE</source>
        <translation>SELISIH</translation>
    </message>
    <message>
        <source>Cash taken</source>
        <translation>Tunai diterima</translation>
    </message>
    <message>
        <source>float {amount}</source>
        <translation>kas awal {amount}</translation>
    </message>
    <message>
        <source>taken {amount}</source>
        <translation>diterima {amount}</translation>
    </message>
    <message>
        <source>given back -{amount}</source>
        <translation>kembali -{amount}</translation>
    </message>
    <message>
        <source>to the vault -{amount}</source>
        <translation>ke brankas -{amount}</translation>
    </message>
    <message>
        <source>from the vault {amount}</source>
        <translation>dari brankas {amount}</translation>
    </message>
    <message>
        <source>The drawer: counted {counted}, expected {expected} ({parts}).</source>
        <translation>Laci: dihitung {counted}, seharusnya {expected} ({parts}).</translation>
    </message>
    <message>
        <source>Cash: {variance}</source>
        <translation>Tunai: {variance}</translation>
    </message>
    <message>
        <source>The cash is right; the slips are not what the journal has.</source>
        <translation>Uang tunai pas; slip tidak sama dengan jurnal.</translation>
    </message>
    <message>
        <source>NOT SETTLED, GOES ON AFTER THE CLOSE: {count}</source>
        <translation>BELUM SELESAI, BERLANJUT SETELAH TUTUP: {count}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Counter</source>
        <translation>Loket</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Jurnal</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Daftar</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>Laci</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Ingatkan</translation>
    </message>
    <message>
        <source>Oversee</source>
        <translation>Awasi</translation>
    </message>
    <message>
        <source>Prints</source>
        <translation>Cetakan</translation>
    </message>
    <message>
        <source>Reckoning</source>
        <translation>Rekonsiliasi</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Laporan</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Cakupan</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Data lama</translation>
    </message>
    <message>
        <source>Printer set-up</source>
        <translation>Atur printer</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Periksa</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Rekam kerja</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Petugas</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Speak English (F9)</source>
        <translation>Berbahasa Inggris (F9)</translation>
    </message>
    <message>
        <source>Light or dark (F11)</source>
        <translation>Terang atau gelap (F11)</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Kunci</translation>
    </message>
    <message>
        <source>Lock the window (Ctrl+L)</source>
        <translation>Kunci jendela (Ctrl+L)</translation>
    </message>
    <message>
        <source>Keys  F1</source>
        <translation>Tombol  F1</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Pusat</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Antrean</translation>
    </message>
    <message>
        <source>Participants {received}/{total}</source>
        <translation>Peserta {received}/{total}</translation>
    </message>
    <message>
        <source>The payer&apos;s pole shows nothing: look at its cable. Sales go on.</source>
        <translation>Tiang tampilan pembayar tidak menampilkan apa-apa: periksa kabelnya. Penjualan tetap berjalan.</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>belum ditanya</translation>
    </message>
    <message>
        <source>not trusted</source>
        <translation>tidak dipercaya</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>terhubung</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>tidak terhubung</translation>
    </message>
    <message>
        <source>{unknown} of {waiting} uncertain</source>
        <translation>{unknown} dari {waiting} belum pasti</translation>
    </message>
    <message>
        <source>{waiting} waiting</source>
        <translation>{waiting} menunggu</translation>
    </message>
</context>
<context>
    <name>TrainingBand</name>
    <message>
        <source>Nothing here is real · clerk {clerk}, supervisor {supervisor}, PIN {pin}</source>
        <translation>Semua di sini bukan sungguhan · petugas {clerk}, penyelia {supervisor}, PIN {pin}</translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>People at the counter</source>
        <translation>Orang di loket</translation>
    </message>
    <message>
        <source>The day&apos;s work</source>
        <translation>Pekerjaan hari ini</translation>
    </message>
    <message>
        <source>The office</source>
        <translation>Kantor</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>Jendela ini</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Accepted, awaiting the host</source>
        <translation>Diterima, menunggu konfirmasi pusat</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Mengirim</translation>
    </message>
    <message>
        <source>Not certain yet, do not repeat</source>
        <translation>Belum pasti, jangan ulangi</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Berhasil</translation>
    </message>
    <message>
        <source>Refused, give the money back</source>
        <translation>Ditolak, kembalikan uang</translation>
    </message>
    <message>
        <source>Needs an examination</source>
        <translation>Perlu pemeriksaan</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Dibatalkan</translation>
    </message>
    <message>
        <source>Refused, money given back</source>
        <translation>Ditolak, uang sudah kembali</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Tunai</translation>
    </message>
    <message>
        <source>QRIS</source>
        <translation>QRIS</translation>
    </message>
    <message>
        <source>Debit</source>
        <translation>Debit</translation>
    </message>
    <message>
        <source>Pospay</source>
        <translation>Pospay</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>menunggu</translation>
    </message>
    <message>
        <source>printing</source>
        <translation>dicetak …</translation>
    </message>
    <message>
        <source>in the queue</source>
        <translation>di antrean</translation>
    </message>
    <message>
        <source>handed over</source>
        <translation>diserahkan</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>tak perlu</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>tercetak</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gagal</translation>
    </message>
    <message>
        <source>held</source>
        <translation>tertahan</translation>
    </message>
</context>
</TS>
