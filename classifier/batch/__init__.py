"""Many documents as a stream: judged by several processes, journalled, resumed after a kill."""
