import { StartExecutionCommand } from "@aws-sdk/client-sfn";
import { expect, FUNCTIONS, PROCESSING_MACHINE, registerProcessingJob, scenario, stateMachineArn } from "#scenario";

const THUMBNAILS = FUNCTIONS.thumbnails;
const key = "28/processed/photo/horizontal/large/horizontal-01-IMG_2907.jpg";

scenario(
  "a processed key goes to the processing machine once more: refused before it is fetched, and the Lambda says FAILED",
  { needs: ["invocations"] },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();

    await registerProcessingJob(world, photographer, []);
    const { sfn } = await world.clients();
    const input = { jobId: 21, listingIdentityId: 28, assets: [{ key, type: "PHOTO_HORIZONTAL" }] };
    const machine = stateMachineArn(world.place, PROCESSING_MACHINE);
    const before = world.trace.events.length;
    await sfn.send(new StartExecutionCommand({ stateMachineArn: machine, input: JSON.stringify(input) }));
    await world.settle();

    const hops = world.trace.of("operation").filter(({ sequence }) => sequence >= before);
    const [invocation] = hops.filter(({ target, operation }) => target === THUMBNAILS && operation === "invocation");
    const answer = JSON.parse(world.trace.body(invocation?.response)?.toString() ?? "{}");
    expect(answer.body).toMatchObject({ status: "FAILED", errors: [{ sourceKey: key }] });
    expect(hops.filter(({ operation }) => operation === "GetObject")).toEqual([]);
  },
);
