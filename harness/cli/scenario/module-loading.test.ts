import { expect, test } from "vitest";
import { moduleLoading } from "./module-loading.ts";

const loading = (watch: boolean, storyFolders: readonly { prefix: string; directory: string }[] = []) =>
  moduleLoading({ watch, runOptions: { defects: [], repeat: 1, storyFolders } });

test("Node loads the modules of a run; a watching one and stories from elsewhere need Vite", () => {
  const native = { experimental: { viteModuleRunner: false, nodeLoader: false } };
  expect(loading(false)).toMatchObject(native);
  expect(loading(true)).not.toMatchObject(native);
  expect(loading(false, [{ prefix: "own", directory: "/own" }])).not.toMatchObject(native);
});
