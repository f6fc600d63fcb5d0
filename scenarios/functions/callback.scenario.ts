import { callbackSignature, expect, FUNCTIONS, invokeFunction, scenario } from "#scenario";

// docs/contract/pipeline.md 4.6.
scenario(
  "the callback Lambda sends its payload with sorted keys and the signature of those bytes",
  {},
  async ({ world }) => {
    let status = 200;
    let delayMs = 0;
    world.faults.arm(
      ({ target }) => target === "server",
      {
        name: "a server of the story's own",
        result: () => ({ status, headers: { "content-type": "application/json" }, body: Buffer.from("{}") }),
        get delayMs() {
          return delayMs;
        },
      },
      { times: Number.POSITIVE_INFINITY },
    );
    const call = (event: unknown) => invokeFunction(world, FUNCTIONS.callback, event);
    const sent = () => {
      const hop = world.trace.of("operation").findLast(({ target }) => target === "server");
      return { operation: hop?.operation, body: world.trace.body(hop?.request)?.toString() };
    };
    const payload = { z: 1.0, a: { y: "<&>", b: [1e21, 300] }, jobId: 20 };
    expect(await call({ statusCode: 200, body: payload })).toBeNull();
    expect(sent()).toEqual({
      operation: "POST /api/v2/listings/media/callback",
      body: '{"a":{"b":[1e+21,300],"y":"\\u003c\\u0026\\u003e"},"jobId":20,"z":1}',
    });
    expect(callbackSignature(sent().body ?? "")).toMatch(/^[0-9a-f]{64}$/);
    // Without an object in `body` the whole event is the payload.
    expect(await call({ jobId: 7, body: "text" })).toBeNull();
    expect(sent().body).toBe('{"body":"text","jobId":7}');

    for (status of [399, 204]) expect([status, await call(payload)]).toEqual([status, null]);
    for (status of [400, 404, 500]) {
      expect(await call(payload)).toMatchObject({ errorMessage: `callback failed with status: ${status}` });
    }
    status = 200;
    // Ten seconds; a real clock is not as fine, and processes pull a virtual one on.
    const marginMs = world.clock.kind === "virtual" && !world.pace ? 100 : 3_000;
    delayMs = 10_000 - marginMs;
    expect(await call(payload)).toBeNull();
    delayMs = 10_000 + marginMs;
    expect(await call(payload)).toMatchObject({
      errorMessage: expect.stringContaining(
        "context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
      ),
    });
  },
);
