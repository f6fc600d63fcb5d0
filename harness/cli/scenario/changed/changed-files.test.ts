import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changeSince } from "./changed-files.ts";
import { temporaryDirectory } from "./test/temporary-directory.ts";

/** A folder inside a checkout, with a commit on main and one on a branch. */
function project(): { root: string; git: (...parameters: readonly string[]) => void } {
  const checkout = temporaryDirectory();
  const root = join(checkout, "harness project");
  const git = (...parameters: readonly string[]): void => {
    const author = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
    execFileSync("git", [...author, ...parameters], { cwd: root, stdio: "ignore" });
  };
  mkdirSync(root);
  for (const name of ["kept.ts", "edited.ts", "deleted.ts"]) writeFileSync(join(root, name), `// ${name}\n`);
  writeFileSync(join(checkout, "outside.ts"), "");
  git("init", "--initial-branch=main", "..");
  git("add", "--all", "..");
  git("commit", "--message=one");
  git("switch", "--create", "work");
  writeFileSync(join(root, "committed ü.ts"), "");
  git("add", "--all");
  git("commit", "--message=two");
  return { root, git };
}

test("what a branch has committed, saved, added and deleted below the folder, since the trunk", () => {
  const { root } = project();
  writeFileSync(join(root, "edited.ts"), "// other\n");
  writeFileSync(join(root, "untracked.ts"), "");
  writeFileSync(join(root, "..", "outside.ts"), "// other\n");
  rmSync(join(root, "deleted.ts"));
  const { since, files, before } = changeSince(root, undefined);
  expect(since).toMatch(/^main \([0-9a-f]{7}\)$/);
  expect(files.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
    { path: "committed ü.ts", isNew: true },
    { path: "deleted.ts", isNew: false },
    { path: "edited.ts", isNew: false },
    { path: "untracked.ts", isNew: true },
  ]);
  expect(before("edited.ts")).toBe("// edited.ts\n");
  expect(before("untracked.ts")).toBeUndefined();
});

test("since a commit that is named; what main got later does not count", () => {
  const { root, git } = project();
  expect(changeSince(root, "HEAD").files).toEqual([]);
  git("switch", "main");
  writeFileSync(join(root, "kept.ts"), "// later\n");
  git("commit", "--all", "--message=three");
  git("switch", "work");
  expect(changeSince(root, "main").files).toEqual([{ path: "committed ü.ts", isNew: true }]);
});

test("a commit that git does not know, and a folder in no checkout, are told in a sentence", () => {
  expect(() => changeSince(project().root, "--nowhere")).toThrow(
    "--only-changed=--nowhere: git knows no such commit or branch.",
  );
  const alone = temporaryDirectory();
  expect(() => changeSince(alone, undefined)).toThrow(`${alone} is in no checkout with a commit.`);
});
