import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import { cached } from "../../cached-file.ts";
import { programIdentity } from "../../ffmpeg/program-identity.ts";
import { type ConvertedOutput, convert, openInput } from "./conversion.ts";
import type { Transcoder } from "./process-job.ts";

/** Raised when the same settings are to give other bytes, so that old conversions are not taken for new ones. */
const GENERATION = 1;
/** Larger inputs are converted every time: the cache is for the clips of scenarios. */
const LARGEST_KEPT_INPUT_BYTES = 8 * 1024 * 1024;

/**
 * ffmpeg as the transcoder. A conversion gives the same bytes whenever it is done, so that one of a small input is done once
 * on a machine and then kept, under everything that it depends on: input, settings and the program.
 */
export function createTranscoder(ffmpeg: string, cacheDirectory: string): Transcoder {
  const program = programIdentity(ffmpeg);
  return {
    open: (url, bytes) => openInput(ffmpeg, url, bytes),
    async convert(input, output) {
      const perform = () => convert(ffmpeg, input, output);
      if (input.bytes.length > LARGEST_KEPT_INPUT_BYTES) return perform();
      const digest = createHash("sha256")
        .update(JSON.stringify([GENERATION, program, input.settings.VideoSelector, output]))
        .update(input.bytes)
        .digest("hex");
      return restored(await cached(cacheDirectory, `${digest}.v8`, async () => serialize(await perform())));
    },
  };
}

function restored(kept: Buffer): ConvertedOutput {
  const { files, detail } = deserialize(kept) as ConvertedOutput;
  return { detail, files: files.map((file) => Buffer.from(file)) };
}
