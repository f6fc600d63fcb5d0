import type { AwsDefaults } from "./aws-default.ts";

const API = "https://docs.aws.amazon.com/mediaconvert/latest/apireference";

/** Of AWS Elemental MediaConvert. */
export const MEDIA_CONVERT: AwsDefaults = {
  MINIMUM_LISTED: [1, "items", `${API}/jobs.html`],
  MAXIMUM_LISTED: [20, "items", `${API}/jobs.html`],
  DEFAULT_CONCURRENT_JOBS: [20, "items", "assumption: the real number is a quota of the account"],
  MINIMUM_CONCURRENT_JOBS: [1, "items", `${API}/queues.html`],
  MINIMUM_CHARACTERS: [1, "characters", `${API}/jobs.html`],
  MINIMUM_ITEMS: [1, "items", "quoted by users: 'Should have at least 1 items'"],
  "PRIORITY.least": [-50, "number", `${API}/jobs.html`],
  "PRIORITY.most": [50, "number", `${API}/jobs.html`],
  "PRIORITY.usual": [0, "number", `${API}/jobs.html`],
  "BITS_PER_SECOND.least": [1000, "number", `${API}/jobs.html`],
  "BITS_PER_SECOND.most": [1_152_000_000, "number", `${API}/jobs.html`],
  "QVBR_QUALITY_LEVEL.least": [1, "number", `${API}/jobs.html`],
  "QVBR_QUALITY_LEVEL.most": [10, "number", `${API}/jobs.html`],
  "QVBR_QUALITY_LEVEL.usual": [7, "number", `${API}/jobs.html`],
  "FRAME_PIXELS.least": [32, "number", `${API}/jobs.html`],
  "FRAME_PIXELS.most": [8192, "number", `${API}/jobs.html`],
  MINIMUM_FRAMERATE_PART: [1, "number", `${API}/jobs.html`],
  MINIMUM_GOP_SIZE: [1, "number", "assumption: at least one frame; the reference says greater than zero"],
  "FRAME_CAPTURE_RATE_PART.usual": [1, "number", `${API}/jobs.html`],
  "FRAME_CAPTURES.least": [1, "items", `${API}/jobs.html`],
  "FRAME_CAPTURES.most": [10_000_000, "items", `${API}/jobs.html`],
  "FRAME_CAPTURES.usual": [10_000_000, "items", `${API}/jobs.html`],
  "FRAME_CAPTURE_QUALITY.least": [1, "number", `${API}/jobs.html`],
  "FRAME_CAPTURE_QUALITY.most": [100, "number", `${API}/jobs.html`],
  "FRAME_CAPTURE_QUALITY.usual": [80, "number", `${API}/jobs.html`],
  "AAC_BITS_PER_SECOND.least": [6000, "number", `${API}/jobs.html`],
  "AAC_BITS_PER_SECOND.most": [1_024_000, "number", `${API}/jobs.html`],
  "AAC_BITS_PER_SECOND.usual": [96_000, "number", `${API}/jobs.html`],
  "AAC_SAMPLES_PER_SECOND.least": [8000, "number", `${API}/jobs.html`],
  "AAC_SAMPLES_PER_SECOND.most": [96_000, "number", `${API}/jobs.html`],
};
