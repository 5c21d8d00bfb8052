"""Question 4: convolution basics."""

from workings.layers import Conv, TransposedConv, grid

CONVOLUTION = Conv(3, stride=2, padding=1)
W3, X3 = grid("w", 3, 3), grid("x", 3, 3)

TRANSPOSED = TransposedConv(2, stride=2)
W2, X2 = grid("w", 2, 2), grid("x", 2, 2)
