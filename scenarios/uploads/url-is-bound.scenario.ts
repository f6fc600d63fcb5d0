import { createHash } from "node:crypto";
import { expect, scenario } from "#scenario";

interface Uploads {
  readonly files: readonly { readonly uploadUrl: string; readonly headers: Record<string, string> }[];
}

// docs/contract/pipeline.md 2: a quarter of an hour, and bound to the checksum alone.
scenario(
  "an upload URL takes the very file that was announced, for fifteen minutes, with any content type",
  {},
  async ({ world, photographer, uploads }) => {
    const [first] = uploads;
    if (!first) throw new Error("listing 28 has four photos");
    const { files } = (await photographer.requestUploads(28, uploads.slice(0, 1))).json as Uploads;
    const [{ uploadUrl, headers } = { uploadUrl: "", headers: {} }] = files;
    const { bytes } = first.photo;

    const other = await photographer.put(uploadUrl, headers, Buffer.concat([bytes, Buffer.from("x")]));
    expect(other.status).toBe(400);
    expect(await world.objects()).toEqual([]);
    const digest = createHash("sha256").update("x").digest("base64");
    const forged = await photographer.put(uploadUrl, { "x-amz-checksum-sha256": digest }, Buffer.from("x"));
    expect(forged.status).toBe(403);
    const elsewhere = uploadUrl.replace("horizontal-01", "horizontal-09");
    expect((await photographer.put(elsewhere, headers, bytes)).status).toBe(403);
    await world.advance(14 * 60_000);
    expect((await photographer.put(uploadUrl, { ...headers, "Content-Type": "text/plain" }, bytes)).status).toBe(200);
    expect((await world.objects()).map(({ contentType }) => contentType)).toEqual(["text/plain"]);
    await world.advance(61_000);
    const late = await photographer.put(uploadUrl, headers, bytes);
    expect(late.status).toBe(403);
    expect(late.body.toString()).toContain("Request has expired");
  },
);
