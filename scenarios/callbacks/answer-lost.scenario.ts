import { expect, loseCallbackAnswers, scenario, uploadProcessed } from "#scenario";

scenario(
  "the server's answer to a callback gets lost: the machine calls back again, and the ZIP is finished once",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await owner.signIn();
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    loseCallbackAnswers(world, { times: 1 });
    await photographer.complete(28);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED", last_error: null }]);
    await expect(world).toHaveListingStatus(28, 7);
    expect(world.pushes()).toHaveLength(1);
    await expect(world).toHaveLogged("WARN", "service.media.callback.duplicate_ignored", { job_id: 20 });
    const [execution] = await world.executions();
    expect(execution?.status).toBe("SUCCEEDED");
    const tries = execution?.events.filter((event) => event.startsWith("LambdaFunctionScheduled")).length;
    expect(tries).toBe(3);
  },
);
