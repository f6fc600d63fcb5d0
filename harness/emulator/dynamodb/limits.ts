/** Limits of DynamoDB (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html and the pages beside each). */

export const MINIMUM_TABLE_NAME_CHARACTERS = 3;
export const MAXIMUM_TABLE_NAME_CHARACTERS = 255;
export const MAXIMUM_LOCAL_INDEXES = 5;
export const MAXIMUM_GLOBAL_INDEXES = 20;
export const MAXIMUM_KEY_ELEMENTS = 2;
export const MAXIMUM_ITEM_BYTES = 409_600;
export const MAXIMUM_HASH_KEY_BYTES = 2048;
export const MAXIMUM_RANGE_KEY_BYTES = 1024;
export const MAXIMUM_NESTING = 32;
export const MAXIMUM_EXPRESSION_BYTES = 4096;

/** HowItWorks.NamingRulesDataTypes.html: numbers have 38 digits, from 1E-130 to 9.99…E+125. */
export const MAXIMUM_DIGITS = 38;
export const MINIMUM_EXPONENT = -130;
export const MAXIMUM_EXPONENT = 125;

/** API_Query.html, API_Scan.html: a page ends with the item that exceeds it. */
export const MAXIMUM_PAGE_BYTES = 1_048_576;
export const MINIMUM_PAGE_ITEMS = 1;
export const MINIMUM_SEGMENT = 0;
export const MAXIMUM_SEGMENTS = 1_000_000;

/** API_BatchGetItem.html, API_BatchWriteItem.html, API_TransactWriteItems.html, API_TransactGetItems.html */
export const MINIMUM_BATCH = 1;
export const MAXIMUM_BATCH_GET = 100;
export const MAXIMUM_BATCH_WRITE = 25;
export const MAXIMUM_TRANSACTION = 100;
/** How long a client's token makes a transaction the same one again. */
export const TOKEN_LIFE_MS = 600_000;

/** API_ListTables.html */
export const MINIMUM_LISTED = 1;
export const MAXIMUM_LISTED = 100;

/** Capacity units (ProvisionedThroughput.html): bytes that one unit reads or writes. */
export const BYTES_PER_READ_UNIT = 4096;
export const BYTES_PER_WRITE_UNIT = 1024;
