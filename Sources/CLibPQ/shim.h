#include <libpq-fe.h>
#ifdef __linux__
#include <sys/epoll.h> // not in Swift's Glibc module, nor is the next
#include <sys/eventfd.h>
#endif
