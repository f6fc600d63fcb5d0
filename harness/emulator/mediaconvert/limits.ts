/**
 * Ranges and defaults of MediaConvert (https://docs.aws.amazon.com/mediaconvert/latest/apireference/, jobs.html and
 * queues.html).
 */

export const MINIMUM_LISTED = 1;
/** Also the default. */
export const MAXIMUM_LISTED = 20;
/**
 * Jobs that an on-demand queue works on at once when nothing else was asked for. An assumption: the real number is a quota
 * of the account and differs between regions.
 */
export const DEFAULT_CONCURRENT_JOBS = 20;

export const MINIMUM_CONCURRENT_JOBS = 1;
/** Names, roles, tokens. */
export const MINIMUM_CHARACTERS = 1;
/** Inputs and output groups of a job, outputs of a group. */
export const MINIMUM_ITEMS = 1;

/** Where a job stands in its queue. */
export const PRIORITY = { least: -50, most: 50, usual: 0 };

/** Of H.264, `Bitrate` and `MaxBitrate`. */
export const BITS_PER_SECOND = { least: 1000, most: 1_152_000_000 };
export const QVBR_QUALITY_LEVEL = { least: 1, most: 10, usual: 7 };
export const FRAME_PIXELS = { least: 32, most: 8192 };
/** Numerators and denominators of frame rates. */
export const MINIMUM_FRAMERATE_PART = 1;
export const MINIMUM_GOP_SIZE = 1;

export const FRAME_CAPTURE_RATE_PART = { usual: 1 };
export const FRAME_CAPTURES = { least: 1, most: 10_000_000, usual: 10_000_000 };
export const FRAME_CAPTURE_QUALITY = { least: 1, most: 100, usual: 80 };

export const AAC_BITS_PER_SECOND = { least: 6000, most: 1_024_000, usual: 96_000 };
export const AAC_SAMPLES_PER_SECOND = { least: 8000, most: 96_000 };
