"""What a tablet's camera makes of a printed card, and two decoders that have nothing in common."""

from itertools import product
from typing import Any

import cv2
import msgspec
import numpy as np
import zxingcpp
from PIL import Image

FRAME = (1280, 720)
_DESK = 96


class View(msgspec.Struct, frozen=True, kw_only=True):
    """How the card is held: its width in the frame (pixels), tilt (parts of its height), turn (degrees), and the rest.

    `blur` and `noise` are standard deviations (pixels, grey levels), `jpeg` a quality.
    """

    width: int
    tilt: float
    turn: float
    blur: float
    noise: float
    jpeg: int


# A card is 85.6 mm wide: at 800 pixels a module of its QR code has nine, at 400 four and a half.
EVERYDAY = [
    View(width=width, tilt=tilt, turn=turn, blur=blur, noise=8, jpeg=70)
    for width, tilt, turn, blur in product((560, 800), (0.0, 0.1), (0.0, 12.0), (0.0, 1.0))
]
SEVERE = [
    View(width=width, tilt=tilt, turn=20.0, blur=blur, noise=noise, jpeg=jpeg)
    for width, tilt, blur, noise, jpeg in product((400, 520), (0.1, 0.3), (0.8, 1.5), (10, 20), (60, 30))
]


def photograph(card: Image.Image, view: View, chance: Any) -> Any:
    """The card in a frame of 1280 x 720, in grey."""
    picture = np.asarray(card.convert("L"))
    high, wide = picture.shape
    scale = view.width / wide
    half = np.array([view.width / 2, high * scale / 2])
    near, far = 1 + view.tilt / 2, 1 - view.tilt / 2  # the right side is nearer
    corners = np.array([[-1, -far], [1, -near], [1, near], [-1, far]]) * half
    angle = np.radians(view.turn)
    turned = corners @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    there = (turned + np.array(FRAME) / 2).astype(np.float32)
    here = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    if scale < 1:  # a lens averages; a warp alone would skip modules
        picture = cv2.GaussianBlur(picture, (0, 0), 0.4 / scale)
    frame = cv2.warpPerspective(picture, cv2.getPerspectiveTransform(here, there), FRAME, borderValue=(_DESK,))
    if view.blur:
        frame = cv2.GaussianBlur(frame, (0, 0), view.blur)
    grey = np.clip(frame * 0.75 + 30 + chance.normal(0, view.noise, frame.shape), 0, 255).astype(np.uint8)
    return cv2.imdecode(cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, view.jpeg])[1], cv2.IMREAD_GRAYSCALE)


def by_zxing(frame: Any) -> str:
    """What zxing-cpp reads, the decoder of the page."""
    return next((found.text for found in zxingcpp.read_barcodes(frame)), "")


def by_opencv(frame: Any) -> str:
    """What OpenCV's own decoder reads."""
    return str(cv2.QRCodeDetector().detectAndDecode(frame)[0])
