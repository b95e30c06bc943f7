"""How sure a share is."""

import numpy as np

_Z = 1.959963984540054  # leaves 2.5 % on either side of a normal curve


def wilson(share: np.ndarray | float, n: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    """Return the ends of the 95 % interval of a share from 0 to 1 of `n` answers; NaN where `n` is 0.

    Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209–212.  Where answers earn
    parts, the interval is a little too wide: parts vary less than right and wrong do.
    """
    share, n = np.asarray(share, float), np.asarray(n, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        square = _Z**2 / n
        centre = share + square / 2
        reach = _Z * np.sqrt(np.maximum(share * (1 - share), 0) / n + square / (4 * n))
        low, high = (centre - reach) / (1 + square), (centre + reach) / (1 + square)
    return np.clip(low, 0, 1), np.clip(high, 0, 1)
