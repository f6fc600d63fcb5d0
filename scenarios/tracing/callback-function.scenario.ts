import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { expect, FUNCTIONS, scenario, uploadProcessed } from "#scenario";

const TRACE = "3333333333333333cccccccccccccccc";

scenario(
  "the function that calls back is the one that was deployed: it alone exists, and it knows about traces",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await owner.signIn();
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    world.random.stream("server/trace-id").pin(TRACE);
    await photographer.complete(28);
    await world.settle();

    const { lambda } = await world.clients();
    const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
    const names = Functions.flatMap(({ FunctionName = "" }) => (FunctionName.includes("callback") ? FunctionName : []));
    expect(names).toEqual([FUNCTIONS.callback]);
    await expect(world).toHaveLogged("INFO", "notification.processing", { trace_id: TRACE });
  },
);
