import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { Endpoint } from "../../../../lambdas/test/endpoint.ts";
import { comparable, expectedOutput, readRecordedCases } from "../../../../lambdas/test/recorded-cases.ts";
import { encodeGoJson } from "../../../../system/go/json.ts";
import { bundleLambda } from "../lambda-bundle.ts";
import { type FunctionAnswer, functionEnvironment, HOST_PLATFORM, UnpackedFunction } from "./unpacked-function.ts";

const { cases, objects } = readRecordedCases();
const endpoint = new Endpoint();
const cache = mkdtempSync(join(tmpdir(), "bundle-cache-"));
beforeAll(() => endpoint.listen());
afterAll(async () => {
  await endpoint.close();
  rmSync(cache, { recursive: true, force: true });
});

/** Of the first the Invoke API itself says that it is no JSON, the second waits 10 s for an answer that never comes. */
const NOT_PLAYED = ["thumb-malformed", "callback-timeout-11s"];
const played = cases.filter(({ revisions, id }) => revisions.includes("current") && !NOT_PLAYED.includes(id));

describe.each(["validate", "thumbnails", "consolidate", "zip", "callback"] as const)("the bundle of %s", (name) => {
  let unpacked: UnpackedFunction;
  beforeAll(async () => {
    const { zip } = await bundleLambda(name, HOST_PLATFORM, { environment: { XDG_CACHE_HOME: cache } });
    unpacked = await UnpackedFunction.start(zip, environment());
  });
  afterAll(() => unpacked.stop());

  test.each(played.filter(({ lambda }) => lambda === name))("answers $id as the real Lambda did", async (recorded) => {
    endpoint.prepare(recorded, objects);
    const given = Object.entries(recorded.env).map(([key, value]) => [
      key,
      value.replace("127.0.0.1:{{callbackPort}}", endpoint.host),
    ]);
    const answer = await unpacked.invoke(recorded.input, { ...environment(), ...Object.fromEntries(given) });
    const expected = expectedOutput(recorded, endpoint.host);
    expect(inOrderOfKeys(comparable(textOf(answer)))).toBe(inOrderOfKeys(expected));
    expect(answer.lines.map(levelAndMessage)).toEqual(recorded.logs);
    expect(endpoint.callbacks).toEqual(recorded.callbacks);
    if (recorded.objectsAfter)
      expect(await pictures(recorded.objects.map(({ key }) => key))).toEqual(recorded.objectsAfter);
  });
});

/** Consolidation answers in Go's random map order, which a process of its own draws anew each time. */
function inOrderOfKeys(text: string): string {
  const parsed = consolidated.safeParse(text === "" ? undefined : JSON.parse(text));
  if (!parsed.success) return text;
  const outputs = parsed.data.body.outputs.toSorted((one, other) => (one.rawKey < other.rawKey ? -1 : 1));
  return JSON.stringify({ ...parsed.data, body: { ...parsed.data.body, outputs } });
}

const consolidated = z.looseObject({
  body: z.looseObject({ outputs: z.array(z.looseObject({ rawKey: z.string() })) }),
});

function environment(): Record<string, string> {
  return {
    ...functionEnvironment(endpoint.host),
    CALLBACK_URL: `http://${endpoint.host}/api/v2/listings/media/callback`,
    BACKEND_CALLBACK_URL: "",
    CALLBACK_SECRET: "golden-test-secret",
    REVISION: "current",
  };
}

const failure = z.object({ errorType: z.string(), errorMessage: z.string(), trace: z.array(z.string()) });

/** An error without the trace, which only the managed runtime adds. */
function textOf({ kind, body }: FunctionAnswer): string {
  if (kind === "response") return body;
  const { errorType, errorMessage, trace } = failure.parse(JSON.parse(body));
  expect(trace.join("\n")).toBe(`${errorType}: ${errorMessage}`);
  return encodeGoJson({ errorMessage, errorType });
}

function levelAndMessage(line: string): readonly [string, string] {
  const { level, msg } = z
    .object({ time: z.iso.datetime(), level: z.string(), msg: z.string() })
    .parse(JSON.parse(line));
  return [level, msg];
}

async function pictures(given: readonly string[]): Promise<unknown> {
  const made = [...endpoint.stored].filter(([key]) => !given.includes(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(
    made.map(async ([key, { bytes, contentType }]) => {
      const { width, height, format } = await sharp(bytes).metadata();
      expect(format).toBe("jpeg");
      return { key, contentType, size: [width, height] };
    }),
  );
}
