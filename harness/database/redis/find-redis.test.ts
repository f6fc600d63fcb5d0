import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { apkDownload } from "../../support/distribution/apk-download.ts";
import { dnfDownload } from "../../support/distribution/dnf-download.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { findRedis } from "./find-redis.ts";

const PACKAGES = { title: "Redis", apt: [], dnf: ["redis", "valkey"], apk: ["redis", "valkey"] };
const REDIS = "Redis server v=7.2.4 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=1";

let home: string;
let shown: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "find-redis-"));
  shown = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A shell script at a path below the folder of this test. */
function script(path: string, text: string): string {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

function search(more: Readonly<Record<string, string>> = {}) {
  const environment = { PATH: `${join(home, "bin")}:/usr/bin:/bin`, XDG_CACHE_HOME: home, ...more };
  return { environment, onProgress: (text: string) => void shown.push(text) };
}

test("REDIS_SERVER goes first, and a wrong one is an error and not passed over", async () => {
  script("bin/redis-server", `echo "${REDIS}"`);
  const named = script("mine", 'echo "Valkey server v=8.1.0 sha=00000000:0 malloc=libc bits=64"');
  const found = await findRedis(search({ REDIS_SERVER: named }), []);
  expect(found).toMatchObject({ path: named, version: "8.1.0", flavour: "valkey", origin: "REDIS_SERVER" });
  const other = script("other", "echo hello");
  const wrong = findRedis(search({ REDIS_SERVER: other }), []);
  await expect(wrong).rejects.toThrow(EnvironmentError);
  await expect(wrong).rejects.toThrow(
    `REDIS_SERVER names ${other}, which cannot be used: it is no Redis server: hello.`,
  );
  await expect(findRedis(search({ REDIS_SERVER: join(home, "none") }), [])).rejects.toThrow(
    /^REDIS_SERVER names .*none.*ENOENT/,
  );
});

test("on PATH a program that cannot be used is passed over", async () => {
  script("bin/redis-server", "exit 1");
  const usable = script("bin/valkey-server", 'echo "Valkey server v=8.0.2 sha=0"');
  // Before one of another name in a later folder, which this machine may have.
  expect(await findRedis(search(), [])).toMatchObject({ path: usable, origin: "PATH" });
});

/** Stands for dnf on a Fedora that has replaced Redis by Valkey, and for the programs that unpack: a package is a tar. */
function fedora(): void {
  script("package/usr/bin/valkey-server", 'echo "Valkey server v=8.0.3 sha=0"');
  mkdirSync(join(home, "package/usr/lib64"), { recursive: true });
  script(
    "bin/dnf",
    `for each; do case "$each" in --destdir=*) to=\${each#*=};; esac; last=$each; done
    echo "$last" >> ${home}/requested
    if [ "$last" = redis ]; then echo "No package redis available." >&2; exit 1; fi
    tar -cf "$to/it.rpm" -C ${home}/package .`,
  );
  script("bin/rpm2cpio", 'cat "$1"');
  script("bin/cpio", "tar -xf -");
}

test("a distribution's own package is unpacked into the cache, under its next name if need be, and found there", async ({
  skip,
}) => {
  const here = await findRedis(search(), []).catch(() => undefined);
  if (here) skip(`this machine has ${here.path}`);
  fedora();
  const path = join(home, "toq-media-harness/programs/valkey-8.0.3/usr/bin/valkey-server");
  const found = await findRedis(search(), [dnfDownload(PACKAGES)]);
  expect(found).toMatchObject({ path, version: "8.0.3", flavour: "valkey", origin: "dnf" });
  expect(found.environment.LD_LIBRARY_PATH).toContain("valkey-8.0.3/usr/lib64");
  expect(shown).toEqual(["downloading Redis with dnf …"]);
  expect(readdirSync(join(home, "toq-media-harness/programs"))).toEqual(["valkey-8.0.3"]);
  expect(await findRedis(search(), [])).toMatchObject({ path, origin: "cache" });
});

test("when none can be had, one sentence says why and what to type", async ({ skip }) => {
  const here = await findRedis(search(), []).catch(() => undefined);
  if (here) skip(`this machine has ${here.path}`);
  fedora();
  script("bin/dnf", 'echo "Error: no mirror answers" >&2; exit 1');
  const failure = findRedis(search(), [dnfDownload(PACKAGES), apkDownload(PACKAGES)]);
  await expect(failure).rejects.toThrow(EnvironmentError);
  await expect(failure).rejects.toThrow(
    /^No Redis server can be had \(none is installed; \S+ holds none; Error: no mirror answers; this system has no apk\): install one \(.+\), or set REDIS_SERVER to the path of its program\.$/,
  );
});
