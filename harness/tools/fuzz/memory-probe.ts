// Loaded into the process of a cloud by `node --expose-gc --import`: tells how much memory is in use, after a collection.
process.on("message", () => {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (!collect) throw new Error("this needs node --expose-gc");
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ bytes: heapUsed + external });
});
// Who asks goes first; that must not keep the cloud.
process.channel?.unref();
