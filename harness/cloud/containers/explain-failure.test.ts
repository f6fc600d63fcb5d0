import { expect, test } from "vitest";
import { explainFailure } from "./explain-failure.ts";
import { mySqlPlan } from "./mysql-container.ts";
import { mySqlSettings } from "./mysql-settings.ts";
import { ContainerFailure } from "./until-ready.ts";

const plan = mySqlPlan(mySqlSettings({}));

test.each([
  [
    "(HTTP code 404) no such image - manifest for mysql:8.4 not found",
    "mysql: the image mysql:8.4 cannot be pulled (manifest for mysql:8.4 not found); set MYSQL_IMAGE to another image.",
  ],
  [
    "(HTTP code 500) server error - driver failed: Bind for 127.0.0.1:3306 failed: port is already allocated",
    "mysql: mysql:8.4 gets no port (driver failed: Bind for 127.0.0.1:3306 failed: port is already allocated); try again or end what uses that port.",
  ],
  [
    "(HTTP code 400) unexpected - exec format error",
    "mysql: mysql:8.4 cannot be started (exec format error); set MYSQL_IMAGE to another image if it is the cause.",
  ],
])("Docker says: %s", (docker, sentence) => {
  expect(explainFailure(plan, new Error(docker), false).message).toBe(sentence);
});

test("a container that ended is reported with its last words", () => {
  expect(
    explainFailure(plan, new ContainerFailure("ended with exit code 1; it wrote last: no space"), true).message,
  ).toBe("mysql: the container of mysql:8.4 ended with exit code 1; it wrote last: no space");
});

test("when the image is here, it is Ryuk's that could not be pulled", () => {
  const error = new Error("(HTTP code 500) server error - Get https://registry-1.docker.io/v2/: no such host");
  expect(explainFailure(plan, error, true).message).toMatch(
    /^testcontainers cannot pull the image of Ryuk.*no such host\); set TESTCONTAINERS_RYUK_DISABLED=true/,
  );
});
