import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { isOrphan, KIND_LABEL, MACHINE_LABEL, OWNER_LABEL, ownedLabels, REUSE_LABEL } from "./labels.ts";

test("a container of this process is no orphan, in whatever state", () => {
  for (const state of ["created", "running", "exited"]) expect(isOrphan(ownedLabels(), state)).toBe(false);
});

test("a container of a process that has ended is an orphan", () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  expect(isOrphan({ ...ownedLabels(), [OWNER_LABEL]: `${pid}-1` }, "running")).toBe(true);
});

test.runIf(process.platform === "linux")(
  "a process with the owner's id that started at another time is not the owner",
  () => {
    expect(isOrphan({ ...ownedLabels(), [OWNER_LABEL]: `${process.pid}-1` }, "running")).toBe(true);
  },
);

test("of another machine only ended containers are orphans", () => {
  const labels = { ...ownedLabels(), [OWNER_LABEL]: "999999999-1", [MACHINE_LABEL]: "another" };
  expect(isOrphan(labels, "running")).toBe(false);
  expect(isOrphan(labels, "exited")).toBe(true);
});

test("shared containers and those of others are no orphans", () => {
  expect(isOrphan({ [KIND_LABEL]: "mysql", [REUSE_LABEL]: "0123456789abcdef" }, "exited")).toBe(false);
  expect(isOrphan({ [OWNER_LABEL]: "somebody" }, "exited")).toBe(false);
  expect(isOrphan({}, "exited")).toBe(false);
});
