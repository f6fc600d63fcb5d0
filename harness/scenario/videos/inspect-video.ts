import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFfmpeg } from "../../support/ffmpeg/find-ffmpeg.ts";
import { type MediaFacts, probe } from "../../support/ffmpeg/probe.ts";
import type { World } from "../../world/world.ts";

/** What is in the video at `key`; undefined when there is no such object or it is no video. Takes no virtual time. */
export async function inspectVideo(world: World, key: string): Promise<MediaFacts | undefined> {
  const bytes = await world.object(key);
  const ffmpeg = findFfmpeg(process.env);
  if (!bytes || "missing" in ffmpeg) return undefined;
  return world.real(`look at ${key}`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "video-"));
    try {
      const path = join(folder, "video");
      await writeFile(path, bytes);
      return (await probe(ffmpeg.path, path)).facts;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
