import TestSupport
import Testing

extension EndToEndTests {
    /// What shells offer when the tabulator key is pressed.
    @Suite struct CompletionTests {
        enum Shell: String, CaseIterable {
            case bash, zsh, fish

            /// Programs of the shell that write what stands for the last word of a command line; `$1` is a directory that has
            /// the completions of penstock under the name that the shell looks for, `$2` the directory that is current, and
            /// `$3` the command line.
            var program: String {
                switch self {
                case .bash:
                    """
                    source "$1/penstock"; cd "$2"
                    COMP_LINE=$3 COMP_POINT=${#3}
                    read -ra COMP_WORDS <<<"$3"
                    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                    "$(complete -p penstock | sed -E 's/.* -F ([^ ]+) .*/\\1/')" \\
                        penstock "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                    printf '%s\\n' "${COMPREPLY[@]}"
                    """
                case .zsh:
                    // A zsh at a terminal of its own, where Control-X completes and shows what is on the command line then.
                    """
                    zmodload zsh/zpty
                    zpty shell zsh -f -i
                    zpty -w shell "PS1= fpath=(${(q)1} \\$fpath); autoload -U compinit; compinit -u -d ${(q)1}/dump; cd ${(q)2}"
                    zpty -w shell 'show() { zle complete-word; print -rn -- "<$BUFFER>" }; zle -N show; bindkey "^X" show'
                    zpty -w shell 'print be"gun"'
                    zpty -r shell output '*begun*'
                    zpty -w -n shell "$3"$'\\C-x'
                    zpty -r shell output '*<*>'
                    print -r -- "${${${${output##*<}%>*}% }##* }"
                    """
                case .fish: "source $argv[1]/penstock.fish; cd $argv[2]; complete --do-complete=$argv[3]"
                }
            }

            var fileName: BytePath {
                switch self {
                case .bash: "penstock"
                case .zsh: "_penstock"
                case .fish: "penstock.fish"
                }
            }

            func run(_ arguments: [String]) async throws -> Tool.Result {
                switch self {
                case .bash: try await Tool("bash").run(["--norc", "-c", program, "bash"] + arguments)
                case .zsh: try await Tool("zsh").run(["-f", "-c", program, "zsh"] + arguments)
                case .fish: try await Tool("fish").run(["--no-config", "--command", program] + arguments)
                }
            }
        }

        @Test(
            arguments: Shell.allCases,
            [
                ("doc", "doctor"), ("serve --max-s", "--max-streams"), ("pack hol", "holiday"),
                ("pack lone", "lone.txt"), ("pack --hidden lone", "lone.txt"),
                ("pack lone.txt hol", "holiday"),
                ("pack -o lone", "lone.txt"), ("pack --output hol", "holiday"),
                ("pack --list lone", "lone.txt"),
                ("pack --root hol", "holiday"), ("pack --origins lone", "lone.txt"),
                ("pack --format tar.", "tar.gz"),
                ("serve --root hol", "holiday"), ("serve --allow-root hol", "holiday"),
                ("serve --cache-dir hol", "holiday"), ("serve --origins lone", "lone.txt"),
                ("serve --log-level deb", "debug"), ("serve --log-format jo", "journal"),
            ])
        func `a word is completed`(shell: Shell, line: (String, String)) async throws {
            #expect(try await completions(of: line.0, in: shell) == [line.1])
        }

        // zsh offers files where there is no directory.
        @Test(arguments: [Shell.bash, .fish], ["serve --root lone", "pack --root lone"])
        func `no file is offered for a directory`(shell: Shell, line: String) async throws {
            #expect(try await completions(of: line, in: shell).allSatisfy { $0 != "lone.txt" })
        }

        /// Without the slash behind a directory, and without explanations.
        private func completions(of line: String, in shell: Shell) async throws -> [String] {
            let tree = try TemporaryTree()
            try tree.directory("here/holiday")
            try tree.file("here/lone.txt", "")
            let script = try await Tool(PenstockBinary.path).run([
                "--generate-completion-script", shell.rawValue,
            ])
            #expect(script.succeeded)
            try tree.file("completions" / shell.fileName, script.output)
            let result = try await shell.run([
                tree.at("completions").text, tree.at("here").text, "penstock \(line)",
            ])
            #expect(result.succeeded, "\(result)")
            return result.lines.map { line in
                let word = line.prefix { $0 != "\t" && $0 != "\r" }
                return String(word.hasSuffix("/") ? word.dropLast() : word)
            }
        }
    }
}
