"""The pictures of puzzles: four scenes of plain shapes, drawn by hand for fieldpoint. No person stands in any.

Each is SVG inside 1600 x 960 without ids, styles or text, so that a page may show it anywhere. Imports `core`.
"""

from fieldpoint.core.campaigns.campaign import Scene

SCENE_WIDTH, SCENE_HEIGHT = 1600, 960


def scene(name: Scene) -> str:
    """The shapes of a scene."""
    match name:
        case "school":
            return _sky("#8fd0ee", "#fbe3b0") + _hills("#5fa777", "#3f8a63") + _school() + _desk()
        case "bowl":
            return _sky("#f5c98a", "#fbe9cf") + _arches() + _bowl()
        case "tent":
            return _sky("#1e3358", "#4b5f8f") + _stars() + _hills("#31486e", "#22365a") + _tents()
        case "lamp":
            return _sky("#123a4a", "#2f6d70") + _stars() + _arches() + _lamp()


def _sky(above: str, below: str) -> str:
    bands = "".join(
        f'<rect y="{y * 60}" width="1600" height="62" fill="{below}" opacity="{y / 15:.2f}"/>' for y in range(16)
    )
    return f'<rect width="1600" height="960" fill="{above}"/>{bands}'


def _hills(back: str, front: str) -> str:
    return (
        '<path d="M0 560 L300 330 L420 430 L640 190 L900 470 L1040 360 L1600 620 V960 H0Z" fill="#7c8fa8"/>'
        '<path d="M560 278 L640 190 L722 278 L690 262 L660 292 L630 258 L600 288Z" fill="#fff"/>'
        f'<path d="M0 640 Q260 520 620 610 T1180 590 T1600 560 V960 H0Z" fill="{back}"/>'
        f'<path d="M0 760 Q360 660 820 730 T1600 690 V960 H0Z" fill="{front}"/>'
    )


def _school() -> str:
    windows = "".join(
        f'<rect x="{x}" y="{y}" width="64" height="74" rx="6" fill="#bfe6f5" stroke="#fff" stroke-width="8"/>'
        for x in (905, 1005, 1245, 1345)
        for y in (470, 590)
    )
    return (
        '<circle cx="270" cy="190" r="92" fill="#ffd85c"/>'
        '<circle cx="270" cy="190" r="120" fill="#ffd85c" opacity=".3"/>'
        '<rect x="860" y="420" width="600" height="300" fill="#e8835a"/>'
        '<path d="M830 430 L1160 270 L1490 430Z" fill="#a6402f"/><circle cx="1160" cy="368" r="34" fill="#fff"/>'
        '<path d="M1160 368v-20M1160 368h15" stroke="#a6402f" stroke-width="7" stroke-linecap="round"/>'
        f'{windows}<path d="M1110 720V600a50 50 0 0 1 100 0V720Z" fill="#6b3a2a"/>'
        '<path d="M1160 270V150h110l-28 34 28 34h-110" fill="#2e9e6b"/>'
        '<path d="M1160 280V140" stroke="#57443a" stroke-width="10"/>'
        '<path d="M1080 960L1120 720h80l60 240Z" fill="#ecd9b0"/>'
        + "".join(_tree(x, y) for x, y in ((660, 660), (770, 700), (1540, 690)))
    )


def _tree(x: int, y: int) -> str:
    return (
        f'<rect x="{x - 10}" y="{y - 20}" width="20" height="90" fill="#6b4a2f"/>'
        f'<circle cx="{x}" cy="{y - 70}" r="62" fill="#2f7d4f"/>'
        f'<circle cx="{x - 34}" cy="{y - 30}" r="42" fill="#3c9160"/>'
        f'<circle cx="{x + 34}" cy="{y - 34}" r="44" fill="#46a06c"/>'
    )


def _desk() -> str:
    """Pencils in a cup, books and a notebook, in the foreground."""
    pencils = "".join(
        f'<g transform="rotate({turn} 200 800)"><rect x="{x}" y="470" width="34" height="260" fill="{colour}"/>'
        f'<path d="M{x} 470l17 -58 17 58Z" fill="#f4d7a8"/><path d="M{x + 12} 430l5 -18 5 18Z" fill="#333"/></g>'
        for x, turn, colour in ((130, -9, "#e4573d"), (185, 0, "#f2b632"), (240, 9, "#3f7fd0"))
    )
    books = "".join(
        f'<rect x="{x}" y="{y}" width="{wide}" height="52" rx="8" fill="{colour}"/>'
        f'<rect x="{x + 24}" y="{y + 12}" width="{wide - 60}" height="8" fill="#fff" opacity=".6"/>'
        for x, y, wide, colour in ((380, 868, 330, "#7a4fa3"), (400, 816, 290, "#1f8a8a"), (386, 764, 310, "#d94f70"))
    )
    return (
        f'<rect y="908" width="1600" height="52" fill="#8d6239"/>{pencils}'
        '<path d="M110 700h190l-18 220H128Z" fill="#2c5d86"/><path d="M110 700h190l-4 46H114Z" fill="#3f7cae"/>'
        f'{books}<circle cx="540" cy="722" r="42" fill="#d33a2f"/>'
        f'<path d="M540 684q4 -30 30 -34" stroke="#5b3a1e" stroke-width="9" fill="none"/>'
        '<path d="M548 668q30 -22 52 4q-30 18 -52 -4Z" fill="#3f9a4d"/>'
    )


def _arches() -> str:
    """A row of pointed arches, as in an old courtyard."""
    arch = "".join(
        f'<path d="M{x} 620V330q0 -90 110 -170q110 80 110 170V620Z" fill="#2d7f86" opacity=".9"/>'
        f'<path d="M{x + 26} 620V344q0 -70 84 -134q84 64 84 134V620Z" fill="#f7e7c3" opacity=".55"/>'
        for x in range(40, 1500, 260)
    )
    tiles = "".join(
        f'<path d="M{x} 640l30 -30 30 30 -30 30Z" fill="{("#1d6f9c", "#e0a63a")[x // 60 % 2]}"/>'
        for x in range(0, 1600, 60)
    )
    return f'{arch}<rect y="600" width="1600" height="80" fill="#f3ead6"/>{tiles}'


def _bowl() -> str:
    """A steaming bowl on a cloth, with bread and dates."""
    steam = "".join(
        f'<path d="M{x} 500q-40 -60 0 -120t0 -120" stroke="#fff"'
        f' stroke-width="20" fill="none" opacity=".75" stroke-linecap="round"/>'
        for x in (680, 800, 920)
    )
    dates = "".join(
        f'<ellipse cx="{1230 + 62 * (n % 3)}" cy="{800 - 34 * (n // 3)}" rx="36" ry="22" fill="#5d2f1c"/>'
        for n in range(6)
    )
    return (
        '<path d="M0 760 Q800 660 1600 760 V960 H0Z" fill="#b23a48"/>'
        '<path d="M0 830 Q800 730 1600 830" stroke="#f3d9a4"'
        f' stroke-width="16" fill="none"/>{steam}<ellipse cx="800"'
        f' cy="860" rx="420" ry="50" fill="#7d2431" opacity=".5"/>'
        '<path d="M440 560h720q0 290 -280 300h-160q-280 -10 -280 -300Z" fill="#1f6f8b"/>'
        '<path d="M462 640h676q-10 40 -24 70H486q-14 -30 -24 -70Z" fill="#e9c46a"/>'
        '<ellipse cx="800" cy="560" rx="360" ry="66" fill="#2b8aa9"/>'
        '<ellipse cx="800" cy="560" rx="318" ry="50" fill="#f0b94d"/>'
        '<circle cx="700" cy="552" r="20" fill="#fff3c9"/><circle cx="860" cy="570" r="24" fill="#c46a24"/>'
        '<circle cx="780" cy="580" r="16" fill="#4f9d4f"/><circle cx="930" cy="548" r="15" fill="#4f9d4f"/>'
        '<ellipse cx="240" cy="800" rx="190" ry="62" fill="#d79a4c"/>'
        '<ellipse cx="240" cy="790" rx="190" ry="62" fill="#edbd75"/>'
        f'<path d="M110 790h260M130 762h220M130 818h220" stroke="#c98a3c" stroke-width="8"/>'
        f'<ellipse cx="1300" cy="830" rx="190" ry="46" fill="#fff"/>{dates}'
    )


def _stars() -> str:
    places = ((120, 90), (310, 160), (520, 70), (760, 120), (980, 60), (1180, 170), (1330, 90), (1500, 200), (220, 280))
    stars = "".join(f'<circle cx="{x}" cy="{y}" r="{5 + x % 4}" fill="#fff7d6"/>' for x, y in places)
    return f'{stars}<circle cx="1380" cy="170" r="74" fill="#fff0b8"/>'


def _tents() -> str:
    snow = "".join(
        f'<circle cx="{x * 97 % 1600}" cy="{x * 61 % 900}" r="{4 + x % 5}" fill="#fff" opacity=".8"/>'
        for x in range(60)
    )
    return (
        '<path d="M0 800 Q500 740 900 800 T1600 790 V960 H0Z" fill="#e9f0f7"/>'
        + _tent(180, 800, "#d1495b", "#a2303f")
        + _tent(660, 830, "#edae49", "#c07f1d")
        + _tent(1120, 800, "#2a9d8f", "#1c6f65")
        + f'<path d="M560 880q-30 -60 0 -110q20 40 34 20q14 50 -4 90Z" fill="#ff9f43"/>'
        f'<path d="M520 900h120" stroke="#6b4a2f" stroke-width="20"/>{snow}'
    )


def _tent(x: int, y: int, light: str, dark: str) -> str:
    return (
        f'<path d="M{x} {y}L{x + 190} {y - 360}L{x + 380} {y}Z" fill="{light}"/>'
        f'<path d="M{x + 190} {y - 360}L{x + 380} {y}H{x + 270}Z" fill="{dark}"/>'
        f'<path d="M{x + 190} {y - 250}L{x + 260} {y}H{x + 110}Z" fill="#ffe8a3"/>'
        f'<path d="M{x + 190} {y - 360}v-60h70l-18 22 18 22h-70" fill="#fff"/>'
    )


def _lamp() -> str:
    rays = "".join(
        f'<path d="M800 470L{x} {y}" stroke="#ffe08a" stroke-width="16" opacity=".5" stroke-linecap="round"/>'
        for x, y in ((420, 300), (540, 160), (720, 90), (880, 90), (1060, 160), (1180, 300))
    )
    return (
        f'{rays}<rect y="700" width="1600" height="260" fill="#6b4226"/>'
        f'<rect y="690" width="1600" height="24" fill="#8d5a35"/>'
        '<circle cx="800" cy="430" r="200" fill="#ffe9a8" opacity=".5"/>'
        '<path d="M720 560q-60 -160 80 -300q140 140 80 300Z" fill="#fff3c9" stroke="#c78f2b" stroke-width="12"/>'
        '<path d="M772 540q-30 -80 28 -160q58 80 28 160Z" fill="#ff9f43"/>'
        '<path d="M640 560h320l-40 90H680Z" fill="#c78f2b"/><path d="M700 650h200l60 120H640Z" fill="#a8701c"/>'
    )
