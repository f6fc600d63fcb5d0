import { expect, test } from "vitest";
import { Reloading } from "./reloading.ts";

test("one change after the other; functions before the server; only what worked is told", async () => {
  const happened: string[] = [];
  let isBroken = true;
  const reloading = new Reloading({
    server: async () => {
      happened.push("server begins");
      await Promise.resolve();
      happened.push("server ends");
      return !isBroken;
    },
    functions: async () => {
      happened.push("functions");
      return true;
    },
    say: (text) => happened.push(text),
  });
  await Promise.all([
    reloading.changed({ files: ["system/defects.ts", "system/infrastructure.ts"], reload: ["server", "functions"] }),
    reloading.changed({ files: ["server/boot.ts"], reload: ["server"] }),
  ]);
  isBroken = false;
  await reloading.changed({ files: ["server/boot.ts"], reload: ["server"] });
  expect(happened).toEqual([
    "functions",
    "server begins",
    "server ends",
    "system/defects.ts and 1 more changed: functions and machines were deployed.",
    "server begins",
    "server ends",
    "server begins",
    "server ends",
    "server/boot.ts changed: the server was restarted.",
  ]);
});
