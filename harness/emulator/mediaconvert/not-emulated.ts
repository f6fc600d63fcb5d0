import type { NotEmulated } from "../gateway/not-emulated.ts";
import type { RestRoute } from "../gateway/rest-json-protocol.ts";

/**
 * Operations of MediaConvert that are refused by name
 * (https://docs.aws.amazon.com/mediaconvert/latest/apireference/resources.html).
 */
export const NOT_EMULATED: readonly NotEmulated<RestRoute>[] = [
  {
    reason: "a job names all its settings itself",
    operations: [
      ["CreateJobTemplate", "POST", "/2017-08-29/jobTemplates"],
      ["CreatePreset", "POST", "/2017-08-29/presets"],
      ["DeleteJobTemplate", "DELETE", "/2017-08-29/jobTemplates/{Name}"],
      ["DeletePreset", "DELETE", "/2017-08-29/presets/{Name}"],
      ["GetJobTemplate", "GET", "/2017-08-29/jobTemplates/{Name}"],
      ["GetPreset", "GET", "/2017-08-29/presets/{Name}"],
      ["ListJobTemplates", "GET", "/2017-08-29/jobTemplates"],
      ["ListPresets", "GET", "/2017-08-29/presets"],
      ["UpdateJobTemplate", "PUT", "/2017-08-29/jobTemplates/{Name}"],
      ["UpdatePreset", "PUT", "/2017-08-29/presets/{Name}"],
    ],
  },
  {
    reason: "queues stay as they are",
    operations: [
      ["DeleteQueue", "DELETE", "/2017-08-29/queues/{Name}"],
      ["UpdateQueue", "PUT", "/2017-08-29/queues/{Name}"],
    ],
  },
  {
    reason: "inputs are those of S3",
    operations: [
      ["DeletePolicy", "DELETE", "/2017-08-29/policy"],
      ["GetPolicy", "GET", "/2017-08-29/policy"],
      ["PutPolicy", "PUT", "/2017-08-29/policy"],
    ],
  },
  {
    reason: "ListJobs is there",
    operations: [
      ["GetJobsQueryResults", "GET", "/2017-08-29/jobsQueries/{Id}"],
      ["SearchJobs", "GET", "/2017-08-29/search"],
      ["StartJobsQuery", "POST", "/2017-08-29/jobsQueries"],
    ],
  },
  {
    reason: "not needed yet",
    operations: [
      ["AssociateCertificate", "POST", "/2017-08-29/certificates"],
      ["CreateResourceShare", "POST", "/2017-08-29/resourceShares"],
      ["DisassociateCertificate", "DELETE", "/2017-08-29/certificates/{Arn}"],
      ["ListVersions", "GET", "/2017-08-29/versions"],
      ["Probe", "POST", "/2017-08-29/probe"],
    ],
  },
  {
    reason: "jobs and queues carry no tags",
    operations: [
      ["ListTagsForResource", "GET", "/2017-08-29/tags/{Arn}"],
      ["TagResource", "POST", "/2017-08-29/tags"],
      ["UntagResource", "PUT", "/2017-08-29/tags/{Arn}"],
    ],
  },
];
