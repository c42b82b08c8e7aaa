# What can be done with this checkout. Each target first installs the Debian packages it lacks.

ROOT ?= .
PORT ?= 8080

# libfcgi, zlib, ISA-L, nettle and libcurl; what the Swift toolchain itself needs: a C and C++ tool chain to compile and
# link with (g++ brings binutils and libc6-dev), git and certificates to fetch packages, and the libraries it is linked to
# (curl brings libcurl).
BUILD_PACKAGES := libfcgi-dev zlib1g-dev libisal-dev nettle-dev libcurl4-openssl-dev pkg-config \
	g++ git ca-certificates curl libncurses6 libsqlite3-0 libxml2
SERVE_PACKAGES := $(BUILD_PACKAGES) nginx
# FastAPI comes from PyPI, into .build.
DEMO_PACKAGES  := $(SERVE_PACKAGES) python3 python3-venv
DEB_PACKAGES   := $(BUILD_PACKAGES) build-essential debhelper
# What makes a Debian to try the tarball in.
DIST_PACKAGES  := $(DEB_PACKAGES) mmdebstrap
# The readers that archives are checked with. Those from busybox on, for docs/compatibility.md alone, need 75 MB.
READER_PACKAGES := unzip p7zip-full libarchive-tools python3 \
	$(if $(and $(shell command -v java),$(shell command -v javac)),,default-jdk-headless) \
	busybox toybox cpio pax unar libcommons-compress-java libarchive-zip-perl \
	php-cli php-zip ruby ruby-zip ruby-minitar tzdata
# The browsers that look at pages: with what they need, 103 MB to fetch and 315 MB on disk. Chromium is the one without windows.
BROWSER_PACKAGES := chromium-headless-shell fonts-dejavu-core lynx w3m
# And what the end-to-end tests drive and watch penstock with, what makes and boots a Debian to install the package in, and
# what makes disks of Windows and mounts them without privileges. python3-html5lib and python3-prometheus-client, which read
# pages and metrics, need 1 MB; Scripts/prometheus fetches Prometheus itself.
TEST_PACKAGES  := $(DEB_PACKAGES) $(READER_PACKAGES) $(BROWSER_PACKAGES) nginx zip aria2 wget rsync strace valgrind procps systemd \
	apache2-bin libapache2-mod-fcgid libnginx-mod-http-fancyindex lighttpd spawn-fcgi fcgiwrap libfaketime \
	python3-html5lib python3-prometheus-client hostname \
	zsh fish lintian mandoc man-db mmdebstrap systemd-container python3-venv openssl \
	python3-pathvalidate python3-fusepy dosfstools exfatprogs exfat-fuse ntfs-3g kmod \
	$(if $(filter amd64,$(shell dpkg --print-architecture 2>/dev/null)),user-mode-linux)

# Pictures of pages: Chromium, letters of 6 MB, and what makes the pictures small.
SCREENSHOT_PACKAGES := $(SERVE_PACKAGES) $(BROWSER_PACKAGES) python3 fonts-roboto-unhinted pngquant

# All readers of docs/compatibility.md. Those of Node need 60 MB of it; without them the tests try all others.
COMPATIBILITY_PACKAGES := $(BUILD_PACKAGES) $(READER_PACKAGES) nodejs node-extract-zip node-jszip node-tar node-tar-fs

# What penstock is measured against, and what makes an origin of remote content slow and gives it a certificate.
# zipstream-ng, requests and copyparty come from PyPI, into a temporary directory.
BENCH_PACKAGES := $(SERVE_PACKAGES) pigz zip libarchive-tools python3 python3-venv gzip tar \
	libnginx-mod-http-echo openssl

define install
@Scripts/install-packages $(1)
@command -v swift >/dev/null || { echo 'Swift 6.3 or later is needed: https://www.swift.org/install' >&2; exit 1; }
endef

.PHONY: help
help: ## Lists the targets
	@sed -nE 's/^([a-z]+): .*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand --tabs=22

.PHONY: serve
serve: ## Serves ROOT=. on PORT=8080, penstock behind a private nginx
	$(call install,$(SERVE_PACKAGES))
	@$(MAKE) --no-print-directory executable
	@Scripts/serve '$(subst ','\'',$(ROOT))' '$(PORT)'

.PHONY: demo
demo: ## Runs an application on PORT=8080 that lists files, and penstock, which sends them, behind a private nginx
	$(call install,$(DEMO_PACKAGES))
	@$(MAKE) --no-print-directory executable
	@Scripts/demo '$(PORT)'

.PHONY: test
test: lint ## Lints, builds and runs all tests
	$(call install,$(TEST_PACKAGES))
	@Scripts/test

.PHONY: soak
soak: ## Runs the tests that take too long for every day: trees of a million entries, equal bytes and cut archives a thousand times
	$(call install,$(TEST_PACKAGES))
	@PENSTOCK_SOAK=1 TEST_MINUTES=240 Scripts/test --filter 'ScaleTests|EqualBytesTests|CutArchiveTests'

.PHONY: bench
bench: ## Measures penstock against its peers; BENCH='--only large' and other options: Benchmarks/run --help
	$(call install,$(BENCH_PACKAGES))
	@$(MAKE) --no-print-directory executable
	@Benchmarks/run $(BENCH)
	@Benchmarks/engines

.PHONY: compatibility
compatibility: ## Writes the tables of docs/compatibility.md: what other people's programs make of the archives
	$(call install,$(COMPATIBILITY_PACKAGES))
	@$(MAKE) --no-print-directory executable
	@Tests/Compatibility/run

.PHONY: screenshots
screenshots: ## Makes the pictures of pages in docs/images, with PORT=8080
	$(call install,$(SCREENSHOT_PACKAGES))
	@$(MAKE) --no-print-directory executable
	@Scripts/screenshots '$(PORT)'

.PHONY: lint
lint: ## Checks the layout of the sources, which part of them uses which, and that no suite lacks a time limit
	$(call install,$(BUILD_PACKAGES) python3)
	swift format lint --strict --recursive --configuration .swift-format Sources Tests Package.swift
	@Scripts/check-layers
	@! grep -rn '^@Suite' Tests | grep -v '\.unit)\|\.system)' || \
		{ echo 'A suite without a time limit; Tests/TestSupport/TimeLimits.swift has some' >&2; exit 1; }

.PHONY: release
release: ## Builds .build/release/penstock, linked statically to the Swift libraries
	$(call install,$(BUILD_PACKAGES))
	@$(MAKE) --no-print-directory executable

.PHONY: deb
deb: ## Builds the Debian package, .build/deb/penstock_VERSION_ARCHITECTURE.deb
	$(call install,$(DEB_PACKAGES))
	@$(MAKE) --no-print-directory executable
	@Scripts/deb

.PHONY: dist
dist: ## Makes a release, .build/dist: the Debian package, a tarball that needs no toolchain, and SHA256SUMS
	$(call install,$(DIST_PACKAGES))
	@Scripts/dist
	@Scripts/try-dist

.PHONY: clean
clean: ## Removes what was built
	rm -rf .build

# Addresses of functions are settled at the start and cannot be overwritten later (full RELRO). DIST_LINK is what Scripts/dist
# adds.
.PHONY: executable
executable:
	@[ -e .build/release/penstock ] || echo 'The first build takes about 5 minutes on two cores; later ones take less.' >&2
	swift build -c release --static-swift-stdlib -Xlinker -z -Xlinker now $(DIST_LINK) --product penstock
