import { expect, test } from "vitest";
import { UnitsBySource } from "./changed/fingerprints.ts";
import { ReachRecord } from "./changed/reach-record.ts";
import { moduleLoading } from "./module-loading.ts";

const REACH = { record: new ReachRecord("/nowhere/record.json"), units: new UnitsBySource() };

const loading = (watch: boolean, storyFolders: readonly { prefix: string; directory: string }[] = []) =>
  moduleLoading({ watch, runOptions: { defects: [], repeat: 1, storyFolders } });

test("Node loads the modules of a run; a watching one that records nothing and stories from elsewhere need Vite", () => {
  const native = { experimental: { viteModuleRunner: false, nodeLoader: false } };
  expect(loading(false)).toMatchObject(native);
  expect(loading(true)).not.toMatchObject(native);
  expect(moduleLoading({ watch: true, runOptions: { defects: [], repeat: 1 }, reach: REACH })).toMatchObject(native);
  expect(loading(false, [{ prefix: "own", directory: "/own" }])).not.toMatchObject(native);
});
