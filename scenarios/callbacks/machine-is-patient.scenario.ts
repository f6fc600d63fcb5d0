import { expect, loseCallbacks, scenario } from "#scenario";

/** Seconds between one attempt and the next, rounded: what a hop takes is no matter here. */
function pauses(starts: readonly number[]): number[] {
  return starts.slice(1).map((at, index) => Math.round((at - (starts[index] ?? 0)) / 1000));
}

/** Processes pull the clock on by what an attempt takes them; each pause is twice the one before all the same. */
function isPulled(found: readonly number[], expected: readonly number[]): boolean {
  return (
    found.length === expected.length && found.every((pause, index) => Math.abs(pause - (expected[index] ?? 0)) <= 2)
  );
}

// docs/fixed-system.md, D14; the machine's retries in lambdas/state-machines/callback-task.ts.
scenario(
  "nobody answers the machine's last word: it is said seven times, five seconds apart at first and then twice as long",
  // Nobody ever hears that the job has started.
  { needs: ["virtual-time"], violates: ["start-time"] },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    loseCallbacks(world);
    await photographer.process(28);
    await world.settle();

    const attempts = world.trace
      .of("operation")
      .filter(({ target, operation }) => target === "server" && operation.endsWith("/callback"));
    const said = attempts.map(({ request }) => {
      const body = JSON.parse(world.trace.body(request)?.toString("utf8") ?? "{}") as { status: string };
      return body.status;
    });
    // The start is announced three times, two and four seconds apart, and is then no longer waited for.
    expect(said.slice(0, 3)).toEqual(["RUNNING", "RUNNING", "RUNNING"]);
    const announced = pauses(attempts.slice(0, 3).map(({ at }) => at));
    if (!world.pace || !isPulled(announced, [2, 4])) expect(announced).toEqual([2, 4]);
    expect(said.slice(3)).toEqual(Array.from({ length: 7 }, () => "SUCCEEDED"));
    const waited = pauses(attempts.slice(3).map(({ at }) => at));
    const wanted = [5, 10, 20, 40, 80, 160];
    if (!world.pace || !isPulled(waited, wanted)) expect(waited).toEqual(wanted);
    const [execution] = await world.executions();
    expect(execution?.status).toBe("FAILED");
    await expect(world).toHaveJobRows([{ id: 20, status: "PENDING" }]);
  },
);
