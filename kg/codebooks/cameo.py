"""CAMEO: the code of a claim by its relation, modality and polarity.

The rules are those of the codebook's usage notes (CAMEO 1.1b3 as ICEWS has it, read in
data-raw/cameo-codes.csv of github.com/andybega/icews):

- 030: "All cooperative actions reported in future tense are also taken to imply intentions … and
  are hence coded under this category", with a form of its own for most of 04 to 08.
- 12: refusals, whose examples are in the future tense ("will not accept any more refugees").
- 130: "When any conflictual behavior is forecasted using future tense, it is treated as a threat".

They are about what somebody means to do. Whether a possible claim is a hope, a fear or an
allegation, and whether a negated one is a refusal or a denial, no note can tell from what kg
knows: such a claim has the two digits of its root and no more.
"""

from __future__ import annotations

from kg.codebooks import plover
from kg.model import Modality, Polarity

_ROOTS = {plover.AGREE: "03", plover.REJECT: "12", plover.THREATEN: "13"}

# Each code of cooperation: the form of 03 that means to do it, the form of 12 that refuses to.
_COOPERATION = {
    "040": ("036", "125"), "041": ("036", "125"), "042": ("036", "125"), "043": ("036", "125"),
    "044": ("036", "125"), "045": ("039", ""), "046": ("036", "125"), "050": ("032", ""),
    "051": ("032", ""), "052": ("032", ""), "053": ("032", ""), "054": ("032", ""),
    "060": ("031", "121"), "061": ("0311", "1211"), "062": ("0312", "1212"),
    "063": ("0313", "1213"), "064": ("0314", "1214"), "070": ("033", "122"),
    "071": ("0331", "1221"), "072": ("0332", "1222"), "073": ("0333", "1223"),
    "074": ("0334", "1224"), "080": ("035", "124"), "081": ("0351", "1241"),
    "082": ("0352", "1242"), "084": ("0353", "1243"), "085": ("0354", "1244"),
    "086": ("0355", "1245"), "087": ("0356", "1246"),
}  # fmt: skip
# Each code of coercion: the form of 13 that threatens with it.
_COERCION = {
    "160": "131", "161": "1313", "162": "1311", "163": "1312", "164": "134", "165": "135",
    "166": "136", "172": "132", "180": "1383", "190": "1384", "191": "1381", "192": "1382",
}  # fmt: skip

GOLDSTEIN = {
    "03": 4.0, "030": 4.0, "031": 5.2, "0311": 5.2, "0312": 5.2, "0313": 5.2, "0314": 5.2,
    "032": 4.5, "033": 5.2, "0331": 5.2, "0332": 5.2, "0333": 5.2, "0334": 6.0, "035": 7.0,
    "0351": 7.0, "0352": 7.0, "0353": 7.0, "0354": 7.0, "0355": 7.0, "0356": 7.0, "036": 4.0,
    "039": 5.0, "02": 3.0, "020": 3.0, "04": 1.0, "040": 1.0, "041": 1.0, "042": 1.9,
    "043": 2.8, "044": 2.5, "045": 5.0, "046": 7.0, "05": 3.5, "050": 3.5, "051": 3.4,
    "052": 3.5, "053": 3.8, "054": 6.0, "057": 8.0, "06": 6.0, "060": 6.0, "061": 6.4,
    "062": 7.4, "063": 7.4, "064": 7.0, "07": 7.0, "070": 7.0, "071": 7.4, "072": 8.3,
    "073": 7.4, "074": 8.5, "08": 5.0, "080": 5.0, "081": 5.0, "082": 5.0, "084": 7.0,
    "085": 7.0, "086": 9.0, "087": 9.0, "09": -2.0, "090": -2.0, "11": -2.0, "111": -2.0,
    "112": -2.0, "12": -4.0, "120": -4.0, "121": -4.0, "1211": -4.0, "1212": -4.0, "122": -4.0,
    "1221": -4.0, "1222": -4.0, "1223": -4.0, "1224": -4.0, "124": -4.0, "1241": -4.0,
    "1242": -4.0, "1243": -4.0, "1244": -4.0, "1245": -4.0, "1246": -4.0, "125": -5.0,
    "13": -6.0, "130": -4.4, "131": -5.8, "1311": -5.8, "1312": -5.8, "1313": -5.8, "132": -5.8,
    "134": -5.8, "135": -5.8, "136": -7.0, "1381": -7.0, "1382": -7.0, "1383": -7.0,
    "1384": -7.0, "14": -6.5, "140": -6.5, "15": -7.2, "150": -7.2, "16": -4.0, "160": -4.0,
    "161": -4.0, "162": -5.6, "163": -8.0, "164": -7.0, "165": -6.5, "166": -7.0, "17": -7.0,
    "170": -7.0, "171": -9.2, "172": -5.0, "173": -5.0, "18": -9.0, "180": -9.0, "19": -10.0,
    "190": -10.0, "191": -9.5, "192": -9.5,
}  # fmt: skip
"""Code -> the Goldstein scale, from -10 to 10: CAMEO.goldsteinscale.txt of GDELT."""


def code(
    relation: str, root: str, polarity: Polarity, modality: Modality, *, alleged: bool = False
) -> str:
    """The CAMEO code of a claim whose relation has the code ``relation`` and the PLOVER ``root``:
    three or four digits, or two where the codebook has no rule."""
    derived = plover.coded(root, polarity, modality, alleged=alleged)
    if derived == root:
        whole = polarity == "affirmed" and modality == "asserted"
        return relation if whole else relation[:2]
    if modality != "planned":
        return _ROOTS[derived]
    intended, refused = _COOPERATION.get(relation, ("", ""))
    # The residual forms "not otherwise specified".
    return {
        plover.AGREE: intended or "030",
        plover.REJECT: refused or "120",
        plover.THREATEN: _COERCION.get(relation, "130"),
    }[derived]


def quad_class(code: str) -> int:
    """1 verbal and 2 material cooperation, 3 verbal and 4 material conflict (as ICEWS and GDELT
    have it: roots 01 to 05, 06 to 08, 09 to 13, 14 to 20)."""
    root = int(code[:2])
    return 1 + sum(root > last for last in (5, 8, 13))


def mirrored(code: str, symmetric: bool) -> str | None:
    """The code of the second event with source and target turned round, None when there is none.

    The codebook has two events where both parties do the same ("Two reciprocal events are coded
    with actors reversed"), and "Host a visit" for each "Make a visit".
    """
    return "043" if code == "042" else code if symmetric else None
