"""Question 5: receptive fields."""

from workings.layers import Conv

NETWORK = (
    Conv(3, padding=1, channels_in=1, channels_out=16),
    Conv(3, padding=1, channels_in=16, channels_out=16),
    Conv(3, padding=1, channels_in=16, channels_out=16),
    Conv(3, padding=1, channels_in=16, channels_out=1),
)
