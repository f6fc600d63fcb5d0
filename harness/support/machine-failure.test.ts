import { expect, test } from "vitest";
import { EnvironmentError } from "./environment-error.ts";
import { machineFailure } from "./machine-failure.ts";

const error = (message: string, fields: object, cause?: unknown) =>
  Object.assign(new Error(message, { cause }), fields);

test.each([
  ["a full disk", error("no space left", { code: "ENOSPC" })],
  ["a quota", error("over quota", { code: "EDQUOT" })],
  ["a read-only file system", error("read-only", { code: "EROFS" })],
  ["MySQL's ER_RECORD_FILE_FULL", error("The table 'media_assets' is full", { errno: 1114 })],
  ["MySQL's ER_DISK_FULL", error("Disk full", { errno: 1021 })],
  ["MariaDB's word for errno 28", error("Got error writing file 'x' (errno: 28 \"No space left on device\")", {})],
  [
    "MariaDB's word for a table without room",
    error('Can\'t create table `a` (errno: 135 "No more room in record file")', {}),
  ],
  ["MySQL's word for errno 28", error("Can't create/write to file 'x' (OS errno 28 - No space left on device)", {})],
  ["MySQL's older word", error("Error writing file 'x' (Errcode: 28)", {})],
  ["a storage engine's", error("Got error 28 from storage engine", {})],
  ["somewhere below", error("the photo was lost", {}, error("write", { code: "ENOSPC" }))],
])("%s is this machine's fault", (_name, thrown) => {
  expect(machineFailure(thrown)).toBeInstanceOf(EnvironmentError);
});

test("an EnvironmentError stays what it is", () => {
  const given = new EnvironmentError("no ffmpeg");
  expect(machineFailure(given)).toBe(given);
});

test.each([
  ["a lost connection", error("Connection lost", { code: "PROTOCOL_CONNECTION_LOST" })],
  ["a file of another's", error("Can't open file 'x' (errno: 13)", {})],
  ["a number that only begins like it", error("Got error 281 from storage engine", {})],
  ["a duplicate key", error("Duplicate entry", { errno: 1062 })],
  ["no error at all", undefined],
])("%s is not", (_name, thrown) => {
  expect(machineFailure(thrown)).toBeUndefined();
});
