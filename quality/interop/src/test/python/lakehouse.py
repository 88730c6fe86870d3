"""Tables on one endpoint: lakehouse.py URL FUNCTION. Exit code 0 says that all held."""

import os
import sys
import tempfile
import uuid
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import boto3
from botocore.config import Config

URL = sys.argv[1]
KEY, SECRET = os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]
WRITERS, COMMITS, ROWS = 8, 5, 100
STORAGE = {
    "AWS_ENDPOINT_URL": URL,
    "AWS_ALLOW_HTTP": "true",
    "AWS_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": KEY,
    "AWS_SECRET_ACCESS_KEY": SECRET,
    "aws_conditional_put": "etag",
}


def check(actual, expected):
    assert actual == expected, f"expected {expected!r}, got {actual!r}"


def new_bucket():
    name = f"interop-{uuid.uuid4()}"
    boto3.client("s3", endpoint_url=URL, config=Config(s3={"addressing_style": "path"})).create_bucket(Bucket=name)
    return name


def append(table, writer):
    """One writer: its commits race with those of the others, and are tried again where another was first."""
    import pyarrow
    from deltalake import CommitProperties, write_deltalake

    for commit in range(COMMITS):
        first = (writer * COMMITS + commit) * ROWS
        rows = pyarrow.table({"id": range(first, first + ROWS), "writer": [writer] * ROWS})
        properties = CommitProperties(max_commit_retries=100)
        write_deltalake(table, rows, mode="append", storage_options=STORAGE, commit_properties=properties)


def delta():
    import polars
    import pyarrow
    from deltalake import DeltaTable, write_deltalake

    table = f"s3://{new_bucket()}/delta"
    empty = pyarrow.table({"id": pyarrow.array([], pyarrow.int64()), "writer": pyarrow.array([], pyarrow.int64())})
    write_deltalake(table, empty, storage_options=STORAGE)
    with ProcessPoolExecutor(WRITERS, mp_context=get_context("spawn")) as pool:
        for done in [pool.submit(append, table, writer) for writer in range(WRITERS)]:
            done.result()
    state = DeltaTable(table, storage_options=STORAGE)
    check(state.version(), WRITERS * COMMITS)
    check(sorted(entry["version"] for entry in state.history()), list(range(WRITERS * COMMITS + 1)))
    rows = polars.read_delta(table, storage_options=STORAGE).sort("id")
    check(rows["id"].to_list(), list(range(WRITERS * COMMITS * ROWS)))
    check(rows["writer"].to_list(), [i // (COMMITS * ROWS) for i in range(WRITERS * COMMITS * ROWS)])
    state.optimize.compact()
    state.create_checkpoint()
    state.vacuum(retention_hours=0, enforce_retention_duration=False, dry_run=False)
    check(DeltaTable(table, storage_options=STORAGE).to_pyarrow_table().num_rows, WRITERS * COMMITS * ROWS)


def iceberg():
    import polars
    import pyarrow
    from pyiceberg.catalog.sql import SqlCatalog
    from pyiceberg.expressions import GreaterThanOrEqual
    from pyiceberg.types import LongType

    options = {
        "s3.endpoint": URL,
        "s3.region": "us-east-1",
        "s3.access-key-id": KEY,
        "s3.secret-access-key": SECRET,
    }
    with tempfile.TemporaryDirectory() as folder:
        place = {"uri": f"sqlite:///{folder}/catalog.db", "warehouse": f"s3://{new_bucket()}/warehouse"}
        catalog = SqlCatalog("interop", **place, **options)
        catalog.create_namespace("ns")
        rows = pyarrow.table({"id": range(1000), "name": [f"ü{i}" for i in range(1000)]})
        table = catalog.create_table("ns.rows", schema=rows.schema)
        for _ in range(3):
            table.append(rows)
        check(table.scan().to_arrow().num_rows, 3000)
        table.delete(GreaterThanOrEqual("id", 500))
        check(table.scan().to_arrow().num_rows, 1500)
        with table.update_schema() as change:
            change.add_column("extra", LongType())
        again = SqlCatalog("interop", **place, **options).load_table("ns.rows")
        check(again.schema().column_names, ["id", "name", "extra"])
        check(len(again.snapshots()) >= 4, True)
        first = again.snapshots()[0].snapshot_id
        check(again.scan(snapshot_id=first).to_arrow().num_rows, 1000)
        read = polars.scan_iceberg(again, storage_options=STORAGE)
        check(read.select(polars.col("id").sum()).collect().item(), 3 * sum(range(500)))
        catalog.drop_table("ns.rows")


if __name__ == "__main__":
    globals()[sys.argv[2]]()
    # Everything has been checked. Threads of the libraries that still run at the interpreter's own end abort the process.
    sys.stdout.flush()
    os._exit(0)
