import { expect, test } from "vitest";
import { settingsHash } from "./container-settings.ts";
import { localStackSettings } from "./localstack-settings.ts";
import { mySqlSettings } from "./mysql-settings.ts";

test("the order in which settings are written does not change their hash", () => {
  const settings = { ...localStackSettings({}, undefined), environment: { A: "1", B: "2" } };
  expect(settingsHash({ ...settings, environment: { B: "2", A: "1" } })).toBe(settingsHash(settings));
});

test("another image, token, socket or flag makes another container", () => {
  const hashes = [
    localStackSettings({}, undefined),
    localStackSettings({}, "/var/run/docker.sock"),
    localStackSettings({ LOCALSTACK_IMAGE: "localstack/localstack:4.13.0" }, undefined),
    localStackSettings({ LOCALSTACK_AUTH_TOKEN: "ls-1" }, undefined),
    localStackSettings({ LOCALSTACK_AUTH_TOKEN: "ls-2" }, undefined),
    mySqlSettings({}),
    mySqlSettings({ MYSQL_IMAGE: "mysql:9.4" }),
    { ...mySqlSettings({}), command: [...mySqlSettings({}).command, "--max-connections=401"] },
  ].map(settingsHash);
  expect(new Set(hashes).size).toBe(hashes.length);
});
