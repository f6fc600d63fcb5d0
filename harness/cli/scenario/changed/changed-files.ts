import { spawnSync } from "node:child_process";
import { EnvironmentError } from "../../../support/environment-error.ts";
import { UsageError } from "../../../support/usage-error.ts";
import type { ChangedFile } from "./touched-stories.ts";

/** What git knows of a change: files that are not as in a commit, saved ones that nobody has added included. */
export interface Change {
  /** As a person says it: `main (1f2e3d4)`. */
  readonly since: string;
  readonly files: readonly ChangedFile[];
  /** A file's text in that commit, by its path below the folder; undefined where it did not exist. */
  readonly before: (path: string) => string | undefined;
}

/** Of these the first that exists is what a branch grew from. */
const TRUNKS = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/**
 * What has changed in a folder since the commit in which this branch and another one part.
 *
 * @param reference the other branch, or any commit; default: the trunk, so that on the trunk itself what is not pushed counts
 * @throws UsageError when the folder is in no checkout of git or the reference does not exist, EnvironmentError without git.
 */
export function changeSince(root: string, reference: string | undefined): Change {
  const git = gitIn(root);
  if (git(["rev-parse", "--verify", "--quiet", "HEAD"]) === undefined)
    throw new UsageError(`--only-changed asks git what has changed, and ${root} is in no checkout with a commit.`);
  const other = reference ?? TRUNKS.find((name) => isCommit(git, name)) ?? "HEAD";
  if (!isCommit(git, other)) throw new UsageError(`--only-changed=${other}: git knows no such commit or branch.`);
  // Without a common commit (a shallow clone) the other one itself.
  const base = (git(["merge-base", "HEAD", other]) ?? git(["rev-parse", other]) ?? other).trim();
  const differing = listed(git(["diff", "--name-status", "--no-renames", "--relative", "-z", base]));
  const files: ChangedFile[] = [];
  for (let at = 0; at + 1 < differing.length; at += 2)
    files.push({ path: differing[at + 1] ?? "", isNew: differing[at] === "A" });
  for (const path of listed(git(["ls-files", "--others", "--exclude-standard", "-z"])))
    files.push({ path, isNew: true });
  return {
    since: `${other} (${base.slice(0, 7)})`,
    files,
    before: (path) => git(["show", `${base}:./${path}`]),
  };
}

type Git = (parameters: readonly string[]) => string | undefined;

/** Standard output; undefined when git refuses. */
function gitIn(root: string): Git {
  return (parameters) => {
    const { stdout, status, error } = spawnSync("git", parameters, {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
      stdio: ["ignore", "pipe", "ignore"],
    });
    if (error) throw new EnvironmentError(`--only-changed needs git, which cannot be started: ${error.message}`);
    return status === 0 ? stdout : undefined;
  };
}

function isCommit(git: Git, name: string): boolean {
  return git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]) !== undefined;
}

function listed(output: string | undefined): readonly string[] {
  return (output ?? "").split("\0").filter((part) => part !== "");
}
