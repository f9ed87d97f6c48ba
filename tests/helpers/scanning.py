"""What a phone's camera makes of a picture: the codes on it, as a library of another house reads them."""

from io import BytesIO

import zxingcpp
from PIL import Image


def scanned(png: bytes) -> list[str]:
    """The texts of all QR codes on a picture, from the top."""
    picture = Image.open(BytesIO(png)).convert("L")
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.y)]
