import subprocess
import sys
from pathlib import Path

from classifier.batch.locking import lock


def test_a_lock_ends_with_its_process_however_that_ends(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"abc")
    command = (
        "import sys, time; from classifier.batch.locking import lock; "
        "file = open(sys.argv[1], 'r+b'); "
        "print(lock(file), flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", command, str(path)], stdout=subprocess.PIPE)
    with holder, path.open("r+b") as file:
        assert holder.stdout.readline().strip() == b"True"
        assert not lock(file)
        holder.kill()
        holder.wait()
        assert lock(file)
        assert file.read() == b"abc"
