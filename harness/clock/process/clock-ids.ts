/**
 * Clock ids of Linux (clock_gettime(2), include/uapi/linux/time.h) as bit masks, by what moves them. Those of CPU time
 * (2, 3, negative ones) and auxiliary clocks (16 and above) belong to neither and are never shifted.
 */

/** CLOCK_REALTIME 0, CLOCK_REALTIME_COARSE 5, CLOCK_REALTIME_ALARM 8, CLOCK_TAI 11. */
export const WALL_CLOCKS = (1 << 0) | (1 << 5) | (1 << 8) | (1 << 11);

/** CLOCK_MONOTONIC 1, _RAW 4, _COARSE 6, CLOCK_BOOTTIME 7, CLOCK_BOOTTIME_ALARM 9. */
export const MONOTONIC_CLOCKS = (1 << 1) | (1 << 4) | (1 << 6) | (1 << 7) | (1 << 9);
