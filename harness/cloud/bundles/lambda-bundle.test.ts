import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Endpoint } from "../../../lambdas/test/endpoint.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { bundleLambda } from "./lambda-bundle.ts";
import { readZip } from "./test/read-zip.ts";
import { functionEnvironment, HOST_PLATFORM, UnpackedFunction } from "./test/unpacked-function.ts";

const folder = mkdtempSync(join(tmpdir(), "lambda-bundle-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cacheOf = (home: string): string => join(home, "toq-media-harness/bundles");
const newHome = (): string => mkdtempSync(join(folder, "home-"));

test("the same sources give the same bytes, in whatever cache and by however many at once", async () => {
  const [home, other] = [newHome(), newHome()];
  const bundles = await Promise.all(
    [home, home, home, other].map((each) =>
      bundleLambda("callback", HOST_PLATFORM, { environment: { XDG_CACHE_HOME: each } }),
    ),
  );
  expect(new Set(bundles.map(({ sha256 }) => sha256)).size).toBe(1);
  expect(bundles[0]).toMatchObject({ handler: "index.handler", runtime: "nodejs22.x" });
  expect(readdirSync(cacheOf(home))).toEqual([expect.stringMatching(/^callback-(x86_64|arm64)-[0-9a-f]{64}\.zip$/)]);
});

test("a bundle that was made before is taken from the cache, and older ones are forgotten", async () => {
  const home = newHome();
  mkdirSync(cacheOf(home), { recursive: true });
  for (let old = 0; old < 5; old++)
    writeFileSync(join(cacheOf(home), `callback-${HOST_PLATFORM.architecture}-${old}.zip`), "");
  const progress: string[] = [];
  const options = { environment: { XDG_CACHE_HOME: home }, onProgress: (text: string) => void progress.push(text) };
  const first = await bundleLambda("callback", HOST_PLATFORM, options);
  const second = await bundleLambda("callback", HOST_PLATFORM, options);
  expect(second.zip.equals(first.zip)).toBe(true);
  expect(progress).toEqual(["bundling the callback Lambda …"]);
  expect(readdirSync(cacheOf(home))).toHaveLength(4);
});

test("a bundle holds what the function uses and nothing else", async () => {
  const environment = { XDG_CACHE_HOME: newHome() };
  const contents = async (name: "callback" | "thumbnails") =>
    readZip((await bundleLambda(name, HOST_PLATFORM, { environment })).zip);
  const callback = await contents("callback");
  expect(callback.map(({ name }) => name)).toEqual(["index.mjs"]);
  expect(callback[0]?.content.toString()).not.toMatch(/sharp|S3Client|SFNClient/);
  const thumbnails = await contents("thumbnails");
  expect(
    thumbnails.map(({ name }) => name.replaceAll(/x64|arm64/g, "CPU").replaceAll(/[0-9]+\.[0-9.]+[0-9]/g, "VERSION")),
  ).toEqual([
    "index.mjs",
    "node_modules/@img/sharp-libvips-linux-CPU/lib/libvips-cpp.so.VERSION",
    "node_modules/@img/sharp-libvips-linux-CPU/package.json",
    "node_modules/@img/sharp-linux-CPU/index.cjs",
    "node_modules/@img/sharp-linux-CPU/lib/sharp-linux-CPU-VERSION.node",
    "node_modules/@img/sharp-linux-CPU/package.json",
  ]);
  // 1 January 1980: a ZIP's zero.
  expect([...callback, ...thumbnails].every(({ mode, time }) => mode === "100644" && time.join() === "33,0")).toBe(
    true,
  );
});

test("the video_thumbnails bundle makes a frame of a stored video with ffmpeg", async () => {
  // Stands for the function's ffmpeg layer, which is no part of the bundle.
  const ffmpeg = join(folder, "ffmpeg");
  writeFileSync(ffmpeg, '#!/bin/sh\nfor last; do :; done\nprintf frame > "$last"\n');
  chmodSync(ffmpeg, 0o755);
  const endpoint = new Endpoint();
  await endpoint.listen();
  endpoint.stored.set("28/raw/video/a.mp4", { bytes: Buffer.from("video"), contentType: "video/mp4" });
  const { zip } = await bundleLambda("video_thumbnails", HOST_PLATFORM, { environment: { XDG_CACHE_HOME: newHome() } });
  const unpacked = await UnpackedFunction.start(zip, {
    ...functionEnvironment(endpoint.host),
    FFMPEG_PATH: ffmpeg,
    PATH: process.env.PATH ?? "",
  });
  const assets = ["28/raw/video/a.mp4", "28/raw/video/b.mp4"].map((key) => ({ key, type: "VIDEO_HORIZONTAL" }));
  const { kind, body } = await unpacked.invoke(JSON.stringify({ jobId: 7, assets }));
  await unpacked.stop();
  await endpoint.close();
  expect(kind).toBe("response");
  expect(JSON.parse(body).body).toMatchObject({
    generatedAssets: [{ sourceKey: "28/raw/video/a.mp4" }],
    errors: [{ sourceKey: "28/raw/video/b.mp4", errorMessage: expect.stringContaining("NoSuchKey") }],
  });
  expect([...endpoint.stored.values()].map(({ bytes }) => bytes.toString())).toEqual(["video", "frame"]);
});

test("REVISION and DEFECTS say which system a function belongs to; one that is unknown ends its start", async () => {
  const { zip } = await bundleLambda("consolidate", HOST_PLATFORM, { environment: { XDG_CACHE_HOME: newHome() } });
  const allFailed = JSON.stringify({
    jobId: 7,
    listingIdentityId: 28,
    assets: [{ key: "a", type: "PHOTO" }],
    parallelResults: [{ body: { status: "SUCCESS", errors: [{ sourceKey: "a", errorCode: "E", errorMessage: "m" }] } }],
  });
  const statuses: unknown[] = [];
  for (const DEFECTS of ["", "D5"]) {
    const unpacked = await UnpackedFunction.start(zip, { REVISION: "fixed", DEFECTS });
    statuses.push(JSON.parse((await unpacked.invoke(allFailed)).body).body.status);
    await unpacked.stop();
  }
  expect(statuses).toEqual(["FAILED", "PARTIAL_SUCCESS"]);

  const misspelt = await UnpackedFunction.start(zip, { DEFECTS: "D5;D6" });
  expect(await misspelt.failureOfStart()).toContain('UsageError: DEFECTS holds "D5;D6"');
  await misspelt.stop();
});

test("without npm, sharp for another platform cannot be had, and the error says so; the cache is left clean", async () => {
  const home = newHome();
  const foreign = HOST_PLATFORM.architecture === "arm64" ? "x86_64" : "arm64";
  const bundling = bundleLambda(
    "thumbnails",
    { architecture: foreign },
    { environment: { XDG_CACHE_HOME: home, PATH: folder } },
  );
  await expect(bundling).rejects.toThrow(EnvironmentError);
  await expect(bundling).rejects.toThrow(
    /needs @img\/sharp-linux-.* and npm could not fetch them \(spawn npm ENOENT\)/,
  );
  expect(readdirSync(cacheOf(home))).toEqual([]);
});

test("what npm fetched for another platform is kept and not fetched again", async () => {
  const home = newHome();
  const bin = mkdtempSync(join(folder, "bin-"));
  // Stands for npm and the registry: each package is a manifest and a library.
  const install = `for last; do case "$last" in @img/*) name=\${last%@*}; mkdir -p "node_modules/$name/lib"
    echo "{\\"version\\": \\"\${last##*@}\\"}" > "node_modules/$name/package.json"; echo native > "node_modules/$name/lib/it.node";; esac; done`;
  writeFileSync(join(bin, "npm"), `#!/bin/sh\n${install}\n`);
  chmodSync(join(bin, "npm"), 0o755);
  const foreign = HOST_PLATFORM.architecture === "arm64" ? "x86_64" : "arm64";
  const progress: string[] = [];
  const bundle = () =>
    bundleLambda(
      "thumbnails",
      { architecture: foreign },
      {
        environment: { XDG_CACHE_HOME: home, PATH: `${bin}:${process.env.PATH}` },
        onProgress: (text) => void progress.push(text),
      },
    );
  const first = await bundle();
  for (const name of readdirSync(cacheOf(home))) if (name.endsWith(".zip")) rmSync(join(cacheOf(home), name));
  const second = await bundle();
  expect(second.sha256).toBe(first.sha256);
  expect((await readZip(first.zip)).filter(({ name }) => name.endsWith("lib/it.node"))).toHaveLength(2);
  expect(progress.map((text) => text.split(" ")[0])).toEqual(["bundling", "downloading", "bundling"]);
});

test("a cache that cannot be written is the person's to mend", async () => {
  const home = newHome();
  writeFileSync(join(home, "toq-media-harness"), "a file in the way");
  const bundling = bundleLambda("callback", HOST_PLATFORM, { environment: { XDG_CACHE_HOME: home } });
  await expect(bundling).rejects.toThrow(EnvironmentError);
  await expect(bundling).rejects.toThrow(/^Bundles cannot be kept in .*; make it writable or set XDG_CACHE_HOME/);
});
