import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { waitOnMachine } from "../../clock/machine-time.ts";
import { type FfmpegPackage, ffmpegPackage } from "./fetched-ffmpeg.ts";
import { findFfmpeg } from "./find-ffmpeg.ts";
import { provideFfmpeg } from "./provide-ffmpeg.ts";

/** What a machine of this kind fetches. */
const FETCHED = ffmpegPackage({ platform: "linux", arch: "x64" }) as FfmpegPackage;

let home: string;
let shown: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "provide-ffmpeg-"));
  mkdirSync(join(home, "bin"));
  shown = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Stands for npm and the registry: what it does in a directory with a lock file. */
function npm(script: string): void {
  writeFileSync(join(home, "bin/npm"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(home, "bin/npm"), 0o755);
}

/** An npm that counts its runs, saves the lock file it was given, and unpacks a program with this behaviour. */
function npmThatUnpacks(program: string): void {
  npm(`echo run >> ${home}/runs; /bin/cp package-lock.json ${home}/requested
    /bin/mkdir -p node_modules/${FETCHED.name}
    printf '#!/bin/sh\\n${program}\\n' > node_modules/${FETCHED.name}/${FETCHED.program}`);
}

function provide(environment: Record<string, string> = {}) {
  return provideFfmpeg({
    environment: { PATH: join(home, "bin"), XDG_CACHE_HOME: home, ...environment },
    onProgress: (text) => void shown.push(text),
    wait: waitOnMachine,
    fetched: FETCHED,
    load: () => undefined,
  });
}

const programs = (): string[] => readdirSync(join(home, "toq-media-harness/programs")).sort();

test("two that need ffmpeg at once fetch it once, and it is found from then on", async () => {
  npmThatUnpacks("echo ffmpeg version 4");
  const path = join(home, "toq-media-harness/programs/ffmpeg-linux-x64-4.1.0/ffmpeg");
  expect(await Promise.all([provide(), provide()])).toEqual([{ path }, { path }]);
  expect(await provide()).toEqual({ path });
  expect(shown).toEqual(["ffmpeg: downloading @ffmpeg-installer/linux-x64 4.1.0 (23 MB), once …"]);
  expect(readFileSync(join(home, "runs"), "utf8")).toBe("run\n");
  expect(programs()).toEqual(["ffmpeg-linux-x64-4.1.0"]);
});

test("npm is asked for one version with one checksum", async () => {
  npmThatUnpacks("true");
  await provide();
  expect(JSON.parse(readFileSync(join(home, "requested"), "utf8"))).toMatchObject({
    packages: {
      "node_modules/@ffmpeg-installer/linux-x64": { version: "4.1.0", integrity: FETCHED.integrity },
    },
  });
});

test("an unreachable registry is reported in npm's words, leaves nothing, and is tried again next time", async () => {
  npm(`echo "npm error request to somewhere failed, reason: no network" >&2
    echo "npm error A complete log of this run can be found in: /x" >&2; exit 1`);
  expect(await provide()).toEqual({
    missing: expect.stringMatching(
      /^ffmpeg is missing: .* npm could not fetch @ffmpeg-installer\/linux-x64 \(request to somewhere failed, reason: no network\); install it, or/,
    ),
  });
  expect(programs()).toEqual([]);
  npmThatUnpacks("true");
  expect(await provide()).toHaveProperty("path");
});

test("a process that waited for another's failed attempt does not repeat it", async () => {
  npm(`echo run >> ${home}/runs; exit 1`);
  const outcomes = await Promise.all([provide(), provide(), provide()]);
  expect(outcomes.filter((outcome) => /a moment ago/.test(JSON.stringify(outcome)))).toHaveLength(2);
  expect(readFileSync(join(home, "runs"), "utf8")).toBe("run\n");
});

test("a program that does not run on this machine is not cached", async () => {
  npmThatUnpacks("echo this processor lacks something >&2; exit 1");
  expect(await provide()).toEqual({ missing: expect.stringContaining("this processor lacks something") });
  expect(programs()).toEqual([]);
});

test("what a killed run left behind does no harm: its lock, and half of a package", async () => {
  npmThatUnpacks("true");
  const cache = join(home, "toq-media-harness/programs");
  mkdirSync(join(cache, "ffmpeg-linux-x64-4.1.0/half"), { recursive: true });
  // No process has this id: Linux ends at 4,194,304.
  writeFileSync(join(cache, "ffmpeg.lock"), "99999999");
  expect(await provide()).toHaveProperty("path");
  expect(existsSync(join(cache, "ffmpeg-linux-x64-4.1.0/half"))).toBe(false);
});

test("nothing is fetched when FFMPEG_PATH is set, nor on a machine for which there is nothing", async () => {
  npmThatUnpacks("true");
  expect(await provide({ FFMPEG_PATH: "/nowhere" })).toHaveProperty("missing");
  expect(ffmpegPackage({ platform: "linux", arch: "s390x" })).toBeUndefined();
  expect(existsSync(join(home, "runs"))).toBe(false);
});

test("a cache that cannot be written is reported as the reason", async () => {
  writeFileSync(join(home, "toq-media-harness"), "a file in the way");
  expect(await provide()).toEqual({ missing: expect.stringMatching(/ENOTDIR|EEXIST/) });
});

test.each([
  ["linux", "x64", "ffmpeg"],
  ["linux", "arm64", "ffmpeg"],
  ["darwin", "x64", "ffmpeg"],
  ["darwin", "arm64", "ffmpeg"],
  ["win32", "x64", "ffmpeg.exe"],
] as const)("there is a package for %s %s", (platform, arch, program) => {
  expect(ffmpegPackage({ platform, arch })).toMatchObject({
    name: `@ffmpeg-installer/${platform}-${arch}`,
    program,
    integrity: expect.stringMatching(/^sha512-.{86}==$/),
  });
});

test("what was fetched comes last", () => {
  const fetched = ffmpegPackage();
  if (fetched === undefined) return;
  const directory = join(
    home,
    `toq-media-harness/programs/ffmpeg-${process.platform}-${process.arch}-${fetched.version}`,
  );
  const path = join(directory, fetched.program);
  mkdirSync(directory, { recursive: true });
  writeFileSync(path, "", { mode: 0o755 });
  const environment = { PATH: home, XDG_CACHE_HOME: home };
  expect(findFfmpeg(environment, () => undefined)).toEqual({ path });
  expect(findFfmpeg(environment, () => ({ path: process.execPath }))).toEqual({ path: process.execPath });
});
