import { join } from "node:path";
import { expect, test } from "vitest";
import { UnitsBySource } from "./fingerprints.ts";
import { ProjectState } from "./project-state.ts";
import { ReachRecord } from "./reach-record.ts";
import { temporaryDirectory } from "./test/temporary-directory.ts";
import { type ChangedFile, touchedStories } from "./touched-stories.ts";

const SERVER = "export function signIn() { return 1; }\nexport function signOut() { return 2; }\n";
const SOURCES: Readonly<Record<string, string>> = { "server/auth.ts": SERVER };
const STORIES = ["in", "out"].map((name) => ({ path: `scenarios/${name}.scenario.ts`, digest: "same" }));
const [IN, OUT] = STORIES.map(({ path }) => path);
const units = new UnitsBySource();

/** One story has signed in, the other has signed out, with the sources as they are. */
function recorded(): ReachRecord {
  const path = join(temporaryDirectory(), "record.json");
  const record = new ReachRecord(path);
  const state = new ProjectState((name) => SOURCES[name], units);
  for (const { path: story, digest } of STORIES) {
    const ran = /in/.test(story.slice(10)) && story === IN ? "signIn" : "signOut";
    const start = SERVER.indexOf(`function ${ran}`);
    const places = { "server/auth.ts": [0, SERVER.length, start, SERVER.indexOf("}", start) + 1] };
    record.note(story, { digest, reached: state.reached(places) ?? new Map() });
  }
  record.write();
  // As a later run finds it.
  return new ReachRecord(path);
}

function touched(after: Readonly<Record<string, string>>, changed: readonly ChangedFile[], stories = STORIES) {
  const states = [SOURCES, { ...SOURCES, ...after }].map(
    (sources) => new ProjectState((name) => ("path" in sources ? undefined : sources[name]), units),
  );
  return touchedStories(stories, recorded(), { states, changed });
}

const file = (path: string, isNew = false): ChangedFile => ({ path, isNew });

test("a function touches the stories that reached it, and no other", () => {
  const after = { "server/auth.ts": SERVER.replace("return 2", "return 3") };
  expect(touched(after, [file("server/auth.ts")])).toEqual({ reaching: [OUT], unknown: [] });
});

test("a file that is gone or cannot be read as TypeScript touches all that loaded it", () => {
  const broken = { "server/auth.ts": "export function (" };
  expect(touched(broken, [file("server/auth.ts")]).reaching).toEqual([IN, OUT]);
});

test("a new story, a changed one and one of which nothing is recorded always run", () => {
  const stories = [
    ...STORIES.slice(1),
    { path: IN ?? "", digest: "other" },
    { path: "scenarios/new.ts", digest: "same" },
  ];
  expect(touched({}, [file(OUT ?? "")], stories).unknown).toEqual([OUT, IN, "scenarios/new.ts"]);
});

test.each([
  ["package-lock.json", false, true],
  ["server/configs/env.yaml", false, true],
  ["harness/database/engine/start-engine.ts", false, true],
  ["server/media/new.ts", true, false],
  ["docs/time.md", false, false],
  ["harness/cli/scenario/main.ts", false, false],
  ["server/auth.test.ts", false, false],
  [".github/workflows/test.yaml", false, false],
])("%s (new: %s), which no story was seen to load, makes all run: %s", (path, isNew, all) => {
  const { reaching, allFor } = touched({}, [file(path, isNew)]);
  expect({ reaching, allFor }).toEqual(
    all ? { reaching: [IN, OUT], allFor: path } : { reaching: [], allFor: undefined },
  );
});
