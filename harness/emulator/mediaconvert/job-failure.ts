/**
 * Why a job ended in ERROR: code and words as AWS documents them
 * (https://docs.aws.amazon.com/mediaconvert/latest/ug/mediaconvert_error_codes.html).
 */
export class JobFailure extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const unreadable = (url: string, why: string): string =>
  `Unable to open input file [${url}]: [Failed probe/open: [${why}]]`;
const noInputStream = (why: string): string => `Can't read input stream: [Failed to read data: ${why}]`;

export const noParserFound = (url: string): JobFailure =>
  new JobFailure(1010, unreadable(url, "No parser found for container"));

export const noVideoFound = (url: string): JobFailure =>
  new JobFailure(
    1020,
    `Your input file [${url}] doesn't have video that the transcoder can consume. Check your input video codec against ` +
      "this list of supported input video codec and container combinations: " +
      "https://docs.aws.amazon.com/mediaconvert/latest/ug/reference-codecs-containers-input.html#reference-codecs-containers-input-video.",
  );

export const oddResolution = (width: number, height: number): JobFailure =>
  new JobFailure(
    1040,
    `Invalid resolution [${width} x ${height}], only even values are supported. video_description [1].`,
  );

export const duplicatePath = (url: string): JobFailure =>
  new JobFailure(1040, `Duplicate input and output path [${url}] found in job.`);

export const noMoovBox = (url: string): JobFailure =>
  new JobFailure(1075, unreadable(url, "no moov box found in file"));

export const truncatedInput = (bytes: number): JobFailure =>
  new JobFailure(
    1076,
    `Demuxer: [ReadPacketData File read failed - end of file hit at length [${bytes}]. Is file truncated?]`,
  );

export const inputDenied = (url: string): JobFailure =>
  new JobFailure(1401, unreadable(url, noInputStream(`Access denied to [${url}]`)));

export const outputDenied = (url: string): JobFailure =>
  new JobFailure(1401, `Unable to write to output file [${url}]: [Failed to write data: Access Denied]`);

export const inputNotFound = (url: string): JobFailure =>
  new JobFailure(1404, unreadable(url, noInputStream("HeadObject failed")));

/** The documentation shows no message for a bucket that does not exist when writing; the wording follows the denial's. */
export const bucketNotFound = (url: string): JobFailure =>
  new JobFailure(
    1404,
    `Unable to write to output file [${url}]: [Failed to write data: The specified bucket does not exist]`,
  );

export const malformedRole = (): JobFailure =>
  new JobFailure(1515, "Invalid role ARN format. Please check the role ARN and try again.");

/** S3 fails in another way, while reading or writing. */
export const storageFailed = (url: string, why: string): JobFailure =>
  new JobFailure(1517, `Unable to write to output file [${url}]: [Failed to write data: ${why}]`);

export const inputFailed = (url: string, why: string): JobFailure =>
  new JobFailure(1010, unreadable(url, noInputStream(why)));

/** ffmpeg fails on something that AWS's transcoder may read; the last line of its report says what it was. */
export const transcoderFailed = (why: string): JobFailure =>
  new JobFailure(1999, `Job failed with unexpected error: ${why}`);
