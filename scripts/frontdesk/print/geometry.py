"""Where everything stands on an answer sheet, in millimetres from the top left corner of an A4 page.

The writer and the reader of sheets share this room: what is printed here is looked for here.
"""

from dataclasses import dataclass

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
# Printers leave up to 5 mm of a page's edge white; scanners cut off 2 mm.
INSET = 8.0
MARKER = 10.0
MARKER_CELLS = 6
# The inner 4 × 4 cells of the first eight markers of ArUco's dictionary 4X4_50, row by row, white is 1.
MARKER_BITS = (0xB532, 0x0F9A, 0x332D, 0x9946, 0x549E, 0x79CD, 0x9E2E, 0xC4F2)

CODE = 18.0
CODE_QUIET = 3.0
LEFT, BODY_WIDTH = 14.0, 182.0
BOTTOM = 276.0
STROKE = 0.3


@dataclass(frozen=True)
class Area:
    """A rectangle on a page: its left and upper edge, its width and height."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, x: float, y: float) -> "Area":
        """Return the rectangle moved to the right and down."""
        return Area(self.x + x, self.y + y, self.width, self.height)

    def grown(self, by: float) -> "Area":
        """Return the rectangle with its edges moved outwards, or inwards where `by` is below 0."""
        return Area(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


CODE_AREA = Area(168.0, 9.0, CODE, CODE)


@dataclass(frozen=True)
class Size:
    """The two sizes of answer sheets; the numbers of the corner markers tell the reader which it holds.

    `scale` multiplies boxes and distances, `type_scale` letters; `body` is where the boxes begin, below the
    legend, which is `legend` high.
    """

    name: str
    first_marker: int
    scale: float
    type_scale: float
    columns: int
    body: float
    legend: float

    @property
    def box(self) -> float:
        """Return the side of a box."""
        return 4.0 * self.scale

    @property
    def column_width(self) -> float:
        """Return the distance from one column of questions to the next."""
        return BODY_WIDTH / self.columns

    def markers(self) -> dict[int, Area]:
        """Return the corner markers by their number, clockwise from the top left."""
        right, low = PAGE_WIDTH - INSET - MARKER, PAGE_HEIGHT - INSET - MARKER
        corners = ((INSET, INSET), (right, INSET), (right, low), (INSET, low))
        return {self.first_marker + n: Area(x, y, MARKER, MARKER) for n, (x, y) in enumerate(corners)}


REGULAR = Size("regular", 0, 1.0, 1.0, 3, 48.0, 13.0)
LARGE = Size("large", 4, 1.45, 1.75, 2, 66.0, 25.0)
SIZES = (REGULAR, LARGE)


def marker_cells(number: int) -> list[list[bool]]:
    """Return the cells of a marker, row by row, True where they are black."""
    bits = MARKER_BITS[number]
    inner = [[not bits >> (15 - 4 * row - column) & 1 for column in range(4)] for row in range(4)]
    edge = [True] * MARKER_CELLS
    return [edge, *([True, *row, True] for row in inner), edge]
