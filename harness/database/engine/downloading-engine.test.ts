import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { apkEngine } from "./apk-engine.ts";
import { cachedEngine } from "./cached-engine.ts";
import { dnfEngine } from "./dnf-engine.ts";
import type { EngineLink } from "./engine.ts";
import { memoryServerEngine } from "./memory-server-engine.ts";

let home: string;
let shown: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "downloading-"));
  shown = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A program of the system on which these tests pretend to be. */
function program(name: string, script: string): void {
  write(join(home, "bin", name), `#!/bin/sh\n${script}\n`);
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, 0o755);
}

function search(path = `${join(home, "bin")}:/usr/bin:/bin`) {
  return { environment: { PATH: path, XDG_CACHE_HOME: home }, onProgress: (text: string) => void shown.push(text) };
}

const cache = (): string => join(home, "toq-media-harness/database");

/** What a package holds, laid out in a directory from which a stand-in packs it. */
function layOut(files: readonly string[], version: string): void {
  for (const file of files)
    write(join(home, "package", file), /d$/.test(file) ? `#!/bin/sh\necho "${version}"\n` : "content");
}

const MARIADB = "mariadbd  Ver 11.8.3-MariaDB for Linux";
const FEDORA = ["usr/libexec/mariadbd", "usr/lib64/libpcre2-8.so.0", "usr/share/mariadb/english/errmsg.sys"];
const ALPINE = ["usr/bin/mariadbd", "usr/lib/libstdc++.so.6", "lib/libz.so.1", "usr/share/mariadb/english/errmsg.sys"];

/** Stands for dnf, and for the two programs that unpack what it downloads: here a package is a tar. */
function fedora(): void {
  layOut([...FEDORA, "usr/lib64/mariadb/plugin/auth_ed25519.so"], MARIADB);
  program(
    "dnf",
    `for each; do case "$each" in --destdir=*) to=\${each#*=};; esac; last=$each; done
    echo "$last" > ${home}/requested; tar -cf "$to/it.rpm" -C ${home}/package .`,
  );
  program("rpm2cpio", 'cat "$1"');
  program("cpio", "tar -xf -");
}

/** Stands for apk: a package of two archives, concatenated, the first cut off before its end. */
function alpine(): void {
  layOut([...ALPINE, "usr/lib/mariadb/plugin/auth_ed25519.so"], MARIADB);
  program(
    "apk",
    `while [ "$1" != --output ]; do shift; done; echo "$3" > ${home}/requested
    echo signature > ${home}/.SIGN
    tar -cf - -C ${home} .SIGN | head -c 1024 | gzip > "$2/it.apk"
    tar -czf - -C ${home}/package . >> "$2/it.apk"`,
  );
}

const SYSTEMS = [
  {
    name: "Fedora",
    link: dnfEngine,
    pretend: fedora,
    server: "usr/libexec/mariadbd",
    libraries: ["usr/lib64", "usr/lib"],
  },
  { name: "Alpine", link: apkEngine, pretend: alpine, server: "usr/bin/mariadbd", libraries: ["usr/lib", "lib"] },
] as const;

test.each(SYSTEMS)("$name's own server is unpacked into the cache and found there", async (system) => {
  system.pretend();
  const [found] = await system.link.find(search());
  const root = join(cache(), "mariadb-11.8.3");
  expect(found).toMatchObject({ flavour: "mariadb", version: "11.8.3", path: join(root, system.server) });
  expect(found?.environment.LD_LIBRARY_PATH?.split(":")).toEqual(
    system.libraries.map((name) => join(root, name)).filter(existsSync),
  );
  expect(found?.flags).toEqual([
    `--lc-messages-dir=${root}/usr/share/mariadb`,
    `--character-sets-dir=${root}/usr/share/mariadb/charsets`,
    expect.stringMatching(/^--plugin-dir=.*\/mariadb\/plugin$/),
  ]);
  expect(readdirSync(cache())).toEqual(["mariadb-11.8.3"]);
  expect(shown).toHaveLength(1);
  expect(await cachedEngine.find(search())).toMatchObject([{ origin: "cache", path: found?.path }]);
});

test.each(SYSTEMS)(
  "where $name cannot reach its packages, that is the reason and nothing is left behind",
  async ({ link, pretend }) => {
    pretend();
    program(link.origin, 'echo "Error: no mirror answers" >&2; exit 1');
    await expect(link.find(search())).rejects.toMatchObject({ stderr: "Error: no mirror answers\n" });
    expect(readdirSync(cache())).toEqual([]);
  },
);

test.each([
  [dnfEngine, "this system has no dnf and no rpm2cpio and no cpio"],
  [apkEngine, "this system has no apk and no tar"],
] as const)("elsewhere their links say what they need", async (link, why) => {
  await expect(link.find(search(home))).rejects.toThrow(why);
});

/** Stands for npm: a package whose downloader unpacks an archive as MySQL's are. */
function memoryServer(downloads: string, here = { platform: "darwin", arch: "arm64", musl: false }): EngineLink {
  return memoryServerEngine(async ({ directory }) => {
    const library = join(directory, "node_modules/mysql-memory-server/dist/src/libraries");
    write(join(library, "Version.js"), "exports.default = (version, arch) => ({ version, arch })");
    write(join(library, "Downloader.js"), `exports.downloadBinary = async ({ version }) => { ${downloads} }`);
  }, here);
}

const UNPACKS = `
  const { mkdirSync, writeFileSync } = require("node:fs");
  const root = require("node:os").tmpdir() + "/mysqlmsn/binaries/" + version + "/mysql/";
  for (const part of ["bin", "lib/plugin", "share/english", "docs"]) mkdirSync(root + part, { recursive: true });
  writeFileSync(root + "share/english/errmsg.sys", "");
  writeFileSync(root + "bin/mysql", "a client");
  writeFileSync(root + "bin/mysqld", "#!/bin/sh\\\\necho mysqld Ver " + version + " for macos15\\\\n", { mode: 0o755 });`;

test("MySQL's own archive is downloaded where no other user may write, and only the server is cached", async () => {
  const [found] = await memoryServer(UNPACKS.replaceAll("\\\\n", "\\n")).find(search());
  const root = join(cache(), "mysql-8.4.10");
  expect(found).toMatchObject({ flavour: "mysql", version: "8.4.10", path: join(root, "bin/mysqld") });
  expect(found?.flags).toContain(`--plugin-dir=${root}/lib/plugin`);
  expect(readdirSync(root).sort()).toEqual(["bin", "lib", "share"]);
  expect(readdirSync(join(root, "bin"))).toEqual(["mysqld"]);
  expect(readdirSync(cache())).toEqual(["mysql-8.4.10"]);
});

test("a site that cannot be reached is the reason, and nothing is left behind", async () => {
  const failure = memoryServer('throw "getaddrinfo ENOTFOUND"').find(search());
  await expect(failure).rejects.toMatchObject({ stderr: "getaddrinfo ENOTFOUND\n" });
  expect(readdirSync(cache())).toEqual([]);
});

test.each([
  [{ platform: "win32", arch: "x64", musl: false }, "inside WSL"],
  [{ platform: "linux", arch: "x64", musl: true }, "nothing for musl"],
  [{ platform: "linux", arch: "riscv64", musl: false }, "nothing for linux on riscv64"],
  [{ platform: "freebsd", arch: "x64", musl: false }, "nothing for freebsd on x64"],
])("for %o nothing is downloaded", async (here, why) => {
  await expect(memoryServer("", here).find(search())).rejects.toThrow(why);
  expect(shown).toEqual([]);
});
