import Postgres
print("bench")
