import { expect, scenario } from "#scenario";

const PROCESS = "1111111111111111aaaaaaaaaaaaaaaa";
const COMPLETE = "2222222222222222bbbbbbbbbbbbbbbb";

scenario(
  "one trace leads from the photographer's click through queue, machine and callback to the owner's telephone",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await owner.signIn();
    await photographer.upload(28, uploads.slice(0, 1));
    const traceIds = world.random.stream("server/trace-id");
    traceIds.pin(PROCESS);
    await photographer.process(28);
    await world.settle();
    traceIds.pin(COMPLETE);
    await photographer.complete(28);
    await world.settle();

    const executions = (await world.executions()).map(({ input }) => JSON.parse(input).traceparent);
    expect(executions).toEqual([expect.stringContaining(`-${PROCESS}-`), expect.stringContaining(`-${COMPLETE}-`)]);
    const callbacks = world.callbacks().map(({ body }) => JSON.parse(body).traceparent);
    expect(callbacks).toEqual([
      expect.stringContaining(`-${PROCESS}-`),
      expect.stringContaining(`-${PROCESS}-`),
      expect.stringContaining(`-${COMPLETE}-`),
    ]);
    // The callback's request belongs to the trace only if its header says so.
    await expect(world).toHaveLogged("INFO", "notification.processing", { trace_id: COMPLETE });
  },
);
