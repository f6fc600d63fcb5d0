import { expect, FUNCTIONS, failService, invokeFunction, PROCESSING_MACHINE, scenario } from "#scenario";

const record = (messageId: string, body: unknown) => ({
  messageId,
  eventSource: "aws:sqs",
  body: typeof body === "string" ? body : JSON.stringify(body),
});
const job = (jobId: number) => ({ jobId, listingIdentityId: 28, assets: [], retry: 0 });

// docs/contract/pipeline.md 4.1, and docs/fixed-system.md, D31: the messages that failed are told one by one.
scenario(
  "of a batch of messages only those that failed are to come again, whatever they failed of",
  { mock: { [PROCESSING_MACHINE]: { ReportStarted: [{ return: null }], FinalizeAndCallback: [{ return: null }] } } },
  async ({ world }) => {
    // The SDK tries three times: the first message that can be read cannot start its execution.
    failService(
      world,
      { target: "states", operation: "StartExecution" },
      { status: 500, code: "InternalError", times: 3 },
    );
    const answer = await invokeFunction(world, FUNCTIONS.validate, {
      Records: [
        record("unreadable", '{"jobId":'),
        record("not started", job(20)),
        record("good", job(21)),
        record("wrong type", { jobId: "22" }),
        record("the same again", job(21)),
        record("no assets", '{"jobId":23,"listingIdentityId":28}'),
        record("something behind", `${JSON.stringify(job(24))} x`),
        record("keys alone", { jobId: 25, listingIdentityId: 28, assets: ["28/raw/video/a.mp4", "28/raw/b.jpg"] }),
      ],
    });
    const failed = ["unreadable", "not started", "wrong type", "no assets", "something behind"];
    expect(answer).toEqual({ batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) });
    await world.settle();
    const executions = await world.executions();
    expect(executions.map(({ machine, name }) => [machine, name])).toEqual([
      [PROCESSING_MACHINE, "process-28-21"],
      [PROCESSING_MACHINE, "process-28-25"],
    ]);
    expect(JSON.parse(executions[0]?.input ?? "")).toEqual({
      jobId: 21,
      listingIdentityId: 28,
      assets: [],
      imageAssets: null,
      videoAssets: null,
      hasImages: false,
      hasVideos: false,
      traceparent: "",
    });
    const keys = (JSON.parse(executions[1]?.input ?? "") as { assets: unknown }).assets;
    expect(keys).toEqual([
      { key: "", type: "" },
      { key: "", type: "" },
      { key: "28/raw/video/a.mp4", type: "VIDEO" },
      { key: "28/raw/b.jpg", type: "PHOTO" },
    ]);
  },
);
