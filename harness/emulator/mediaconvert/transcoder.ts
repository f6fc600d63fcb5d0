import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import { cached } from "../../support/cached-file.ts";
import { programIdentity } from "../../support/ffmpeg/program-identity.ts";
import { convert, openInput } from "./conversion.ts";
import type { Transcoder } from "./process-job.ts";

/** Raised when the same settings are to give other bytes, so that old conversions are not taken for new ones. */
const GENERATION = 1;
/** Larger inputs are converted every time: the cache is for the clips of scenarios. */
const LARGEST_KEPT_INPUT_BYTES = 8 * 1024 * 1024;

/**
 * ffmpeg as the transcoder. It gives the same whenever it is asked, so that what it makes of a small input is made once on a
 * machine and then kept, under everything that it depends on: input, settings and the program. Failures are not kept.
 */
export function createTranscoder(ffmpeg: string, cacheDirectory: string): Transcoder {
  const program = programIdentity(ffmpeg);

  async function kept<T>(bytes: Buffer, question: readonly unknown[], answer: () => Promise<T>): Promise<T> {
    if (bytes.length > LARGEST_KEPT_INPUT_BYTES) return answer();
    const digest = createHash("sha256")
      .update(JSON.stringify([GENERATION, program, ...question]))
      .update(bytes);
    const name = `${digest.digest("hex")}.v8`;
    return deserialize(await cached(cacheDirectory, name, async () => serialize(await answer()))) as T;
  }

  return {
    open: (url, bytes) => kept(bytes, ["open"], () => openInput(ffmpeg, url, bytes)),
    async convert(input, output) {
      const { bytes, settings } = input;
      const question = ["convert", settings.VideoSelector, output];
      const { files, detail } = await kept(bytes, question, () => convert(ffmpeg, input, output));
      // Buffers come back from the cache as plain bytes.
      return { detail, files: files.map((file) => Buffer.from(file)) };
    },
  };
}
