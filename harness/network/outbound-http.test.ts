import { expect, test } from "vitest";
import { installWorldGlobals } from "../clock/globals.ts";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { httpResponse } from "./http.ts";
import { catchOutboundHttp, withOutboundHttp } from "./outbound-http.ts";

installWorldGlobals();

async function threeCallbacks(): Promise<string[]> {
  await catchOutboundHttp();
  const clock = new VirtualClock({ name: "callbacks", epochMs: 0 });
  return withOutboundHttp(
    {
      carry: (_url, request) =>
        clock
          .sleep(5, "hop")
          .then(() => httpResponse(200, {}, `${request.headers["user-agent"]} ${request.path} ${request.body.length}`)),
      refused: (error) => expect.unreachable(error.message),
    },
    () =>
      clock.drive(() =>
        Promise.all(
          [1, 2, 3].map((n) =>
            clock.spawn(`function ${n}`, async () => {
              await clock.sleep(n, "work");
              const response = await fetch("https://api.example/callback", {
                method: "POST",
                body: "x".repeat(10 * n),
                headers: { "user-agent": "Go-http-client/2.0" },
              });
              const text = await response.text();
              await clock.sleep(1, "more work");
              return `${text} @${clock.elapsedMs}`;
            }),
          ),
        ),
      ),
  );
}

test("a fetch inside a world reaches the world's own parts in virtual time, the same in every run", async () => {
  const first = await threeCallbacks();
  expect(first).toEqual([
    "Go-http-client/2.0 /callback 10 @7",
    "Go-http-client/2.0 /callback 20 @8",
    "Go-http-client/2.0 /callback 30 @9",
  ]);
  for (let run = 0; run < 5; run++) expect(await threeCallbacks()).toEqual(first);
});

test("a fetch to an address that no part of the world has is refused and never leaves the machine", async () => {
  await catchOutboundHttp();
  const clock = new VirtualClock({ name: "refused", epochMs: 0 });
  const refusals: string[] = [];
  const attempt = withOutboundHttp({ carry: () => undefined, refused: (error) => refusals.push(error.message) }, () =>
    clock.drive(() => fetch("https://sqs.us-east-1.amazonaws.com/")),
  );
  await expect(attempt).rejects.toThrow(TypeError);
  expect(refusals).toEqual([
    "GET https://sqs.us-east-1.amazonaws.com/: no part of this world has this address, and nothing may leave the machine",
  ]);
});
