"""The attackers: what each is made of, and what it must get."""

from __future__ import annotations

from attackers.attack import FC, SECRET, Attack, C, F, M, T, count, entry, odd, predict, relu, train
from attackers.entries import IDS
from attackers.shadows import SHADOWS
from attackers.tampering import TAMPERING

TABLE = [
    # Leaving the process.
    count("leaving", "sys_exit", F, "SystemExit"),
    # What ends the process while a file is loaded is left out, and the rest counts.
    Attack("leaving", "system_exit_on_import", "predict"),
    count("leaving", "os_exit_in_a_function", C, "exit code 0"),
    Attack("leaving", "os_exit_on_import", "predict"),
    count("leaving", "os_exit_at_exit", F, "got       -1"),
    count("leaving", "os_exit_in_a_thread", C, "exit code 0"),
    count("leaving", "abort", C, "SIGABRT"),
    count("leaving", "segmentation_fault", C, "SIGSEGV"),
    count("leaving", "kills_itself", C, "SIGKILL"),
    count("leaving", "becomes_true", C, "exit code 0"),
    count("leaving", "calls_of_another_machine", C, "ended its process by the signal SIG"),
    predict("leaving", "closes_everything", C, "ended its process"),
    count("leaving", "endless_recursion", FC),
    count("leaving", "keyboard_interrupt", FC),
    # Killing or stopping others.
    count("killing", "kills_the_parent", F, "sent []"),
    count("killing", "stops_the_parent", F, "sent []"),
    count("killing", "kills_the_first_process", F, "sent []"),
    count("killing", "kills_all_it_can_see", F, "sent []"),
    count("killing", "kills_everybody", FC),
    count("killing", "stops_everybody", T, "No answer after"),
    count("killing", "kills_the_parents_group", C, "SIGKILL"),
    count("killing", "traces_the_parent", F, "done []"),
    count("killing", "dies_with_a_signal", C, "SIGKILL"),
    # Reaching whoever comes next in the same slot, by way of the process that is forked.
    *(
        predict("outliving", name, F, "done []")
        for name in (
            *("limits_of_the_parent", "limits_of_everybody", "limits_from_a_child"),
            *("priority_of_the_parent", "schedule_of_the_parent", "processors_of_the_parent"),
            *("disk_of_the_parent", "signals_by_the_kernel", "signals_by_other_calls"),
            *("memory_of_the_parent", "files_of_the_parent", "core_of_the_parent", "leases"),
        )
    ),
    predict("outliving", "shared_memory_of_others", F, "found []"),
    count("outliving", "sixty_sleepers", "failed or crashed or timed out"),
    predict("outliving", "ignores_its_children", FC),
    # Patching.
    predict("patching", "torch", F, "expected"),
    predict("patching", "builtins", FC),
    predict("patching", "isinstance", FC),
    predict("patching", "raise_no_more", FC),
    predict("patching", "json", FC),
    predict("patching", "struct", FC),
    predict("patching", "socket", "crashed or timed out"),
    predict("patching", "pytest", F),
    predict("patching", "skips", F),
    predict("patching", "tracer", F),
    predict("patching", "answering", F),
    predict("patching", "wire", FC),
    predict("patching", "scenarios", F),
    predict("patching", "imports", FC),
    predict("patching", "garbage", FC),
    Attack("patching", "changed_arguments", "predict"),  # nothing looks at them there
    predict("patching", "odd_fields", FC),  # its numbers are beyond what the wire takes
    predict("patching", "odd_kind", C, "not an answer"),
    # Values that lie.
    relu("tensor_subclass", F, "differs"),
    relu("equal_to_everything", F, "an object of type Same"),
    relu("nan_everywhere", F, "differs"),
    relu("rows_without_numbers", F, "holds no numbers"),
    relu("infinite_numbers", F, "differs"),
    relu("huge_by_expansion", "failed or out of memory", ""),
    relu("eighty_megabytes", FC, "too large"),
    relu("forty_dimensions", F, "dimensions"),
    relu("no_storage", FC, ""),
    relu("sparse", F, "not a dense one"),
    relu("meta", F, "without values"),
    relu("complex_numbers", F, "complex64"),
    relu("quantized", F, "not a dense one"),
    relu("nested_tensor", F, ""),
    relu("file_taken_away", C, "SIGBUS"),
    relu("fake_tensor", FC, ""),
    relu("lazy_parameter", F, "(0,)"),
    relu("eight_bits", F, "float8"),
    relu("with_hooks", F, "differs"),
    relu("dispatches", F, "an error: "),
    relu("shape_of_its_own", F, "differs"),
    count("lying", "letters_that_reorder", F, "\\u202e"),
    count("lying", "int_subclass", F),
    count("lying", "int_that_raises", F),
    count("lying", "tuple_subclass", F),
    count("lying", "dict_subclass", "failed or timed out"),
    count("lying", "text_subclass", F),
    Attack("lying", "nan_percentage", "evaluate", {"evaluate": F}, "got       nan"),
    Attack("lying", "infinite_percentage", "evaluate", {"evaluate": F}, "got       inf"),
    Attack("lying", "always_a_hundred", "evaluate", {"evaluate": F}, "got       100"),
    count("lying", "nested_lists", F, "nested or spread too far"),
    count("lying", "list_in_itself", F, "nested or spread too far"),
    count("lying", "ten_million_entries", F),
    count("lying", "long_array", F, "shape (8000000,), uint8"),
    count("lying", "thousands_of_arrays", F, "[[tensor(["),
    count("lying", "generator", F, "an object of type count"),
    count("lying", "gigabyte_of_text", "failed or out of memory"),
    count("lying", "number_of_many_digits", F, "more than 64 bits"),
    count("lying", "odd_keys", F),
    count("lying", "type_with_a_name", F),
    # Forged frames on the worker's socket.
    predict("forging", "endless_header", FC, "too large"),
    predict("forging", "list_as_frame", C),
    predict("forging", "frame_of_nonsense", C, "cannot be read"),
    predict("forging", "deep_frame", C, "cannot be read"),
    predict("forging", "lying_shapes", C),
    predict("forging", "the_same_bytes_again", C, "share their bytes"),
    predict("forging", "rows_without_numbers", C, "too many rows"),
    predict("forging", "correct_looking_answer", FC),
    predict("forging", "notes_without_end", T, "No answer after"),
    predict("forging", "trickle", T, "No answer after"),
    predict("forging", "blames_another_file", C, "exit code 0"),
    predict("forging", "two_workers", FC),
    predict("forging", "child_keeps_the_line_open", "crashed or timed out"),
    *(
        predict("forging", name, FC)
        for name in (
            *("int_of_four_hundred_digits", "text_of_four_megabytes", "many_long_texts"),
            *("many_long_names", "one_long_name", "infinite_everything", "lines_of_odd_numbers"),
            *("products_without_end", "hopeless_error", "half_letters", "says_ready"),
            *("sixty_million_bytes", "answers_twice", "odd_turns"),
        )
    ),
    # Forbidden operators in disguise.
    Attack(  # unseen when it runs; the source shows it to a human
        "disguise", "in_a_thread_of_its_own", "filters", review="in a thread or process of its own"
    ),
    *(
        Attack("disguise", name, "filters", review=review)
        for name, review in (
            ("below_a_subclass", "runs operators of torch"),
            ("in_an_executor", "in a thread or process of its own"),
            ("by_every_name", "in a thread or process of its own"),
            ("by_another_module", "in a thread or process of its own"),
            ("in_a_manager", "more of the submission's processes ran"),
            ("in_a_data_loader", "more of the submission's processes ran"),
            ("looks_for_the_watch", "looks into frames"),
            ("timed", "in a thread or process of its own"),
            ("in_the_text_of_a_magic", "in a thread or process of its own"),
            ("in_an_annotation", "only made when it runs"),
        )
    ),
    *(
        Attack("disguise", name, "filters", {"filters": F}, "Not allowed here")
        for name in ("in_a_thread", "switched_off", "by_another_name", "caught_error")
    ),
    *(
        Attack("disguise", name, "filters", {"filters": F}, "Not allowed here")
        for name in (
            *("deformed", "scripted", "traced", "unwrapped", "by_its_gradient", "transposed"),
            *("by_name_in_a_thread", "polynomials", "put_aside"),
        )
    ),
    *(
        Attack("disguise", name, "im2col", {"im2col": F}, "comes from 0 matrix products", most=5.75)
        for name in (
            *("product_beside_loops", "product_of_nothing", "product_with_the_identity"),
            *("dot_with_the_identity", "product_of_ones", "product_that_is_looked_at"),
        )
    ),
    *(
        Attack("disguise", name, "im2col", review="Nothing shows that what `conv2d_matmul` returns")
        for name in ("product_that_tells", "product_never_computed")
    ),
    *(
        Attack("disguise", name, "layers", {"layers": F}, "Not allowed here")
        for name in (
            *("leaky_without_a_leak", "hardtanh", "elu", "scripted_relu", "bilinear"),
            *("scripted_linear", "pooled_regions", "adaptive", "pointwise", "ranked"),
        )
    ),
    # An accuracy that was not learned.
    *(
        train(name, "does not have the weights that it should")
        for name in (
            *("lookup_table", "nearest_neighbour", "nearest_neighbour_in_buffers"),
            *("brought_along", "copies_weights", "truth_values", "not_a_number"),
            *("labels_by_position", "hashes_of_the_ink", "weights_in_the_source"),
            *("secret_of_the_seed", "lies_about_its_parameters"),
        )
    ),
    train("shuffles_by_itself", ""),
    train("whole_set_at_once", "does not have the weights that it should"),
    Attack("accuracy", "constant_class", "train", {"train": F, "accuracy": F}),
    train("looks_for_labels", "found 0 tensors of labels"),
    train("mnist_on_the_disk", "found []"),
    *(
        Attack("accuracy", name, "train", review="and a later one does not")
        for name in (
            *("swaps_at_the_end", "more_epochs", "another_optimizer", "averages_its_weights"),
            "a_few_batches_more",
        )
    ),
    Attack(
        "accuracy",
        "one_call_more",
        "train",
        {"train": F},
        "never change",
        review="and a later one does not",
    ),
    # Writing.
    predict("writing", "results", F, "wrote []"),
    predict("writing", "the_kit", F, "wrote []"),
    predict("writing", "changes_others_files", F, "done []"),
    # Reading.
    predict("reading", "files", F, "opened []"),
    predict("reading", "environments", F, "secrets: []", SECRET),
    predict("reading", "command_lines", F, "found []"),
    predict("reading", "memory_of_others", F, "read []"),
    predict("reading", "frames", F, "found []"),
    predict("reading", "objects", F, "found []"),
    predict(
        "reading", "installed_package", "failed or timed out"
    ),  # test_installed says what it finds
    predict("reading", "sockets_of_the_machine", F, "found []"),
    predict("reading", "descriptors", F, "found ['/dev/null', 'pipe', 'socket']"),
    # The network.
    predict("network", "tcp", F, "sent []"),
    predict("network", "udp", F, "sent []"),
    predict("network", "abstract_socket", F, "sent []"),
    predict("network", "names_and_raw_sockets", F, "opened []"),
    # Loops, daemons, bombs.
    count("loops", "swallows_exceptions", T, "No answer after"),
    count("loops", "ignores_signals", T, "No answer after"),
    count("loops", "sleeps", T, "No answer after"),
    Attack("loops", "never_imported", "predict"),
    count("loops", "regular_expression", T, "No answer after"),
    count("loops", "children_compute", T, "No answer after"),
    count("loops", "short_lived_children", T, "No answer after"),
    count("loops", "grandchildren_compute", T, "No answer after"),
    count("loops", "chain_of_children", "timed out or crashed"),
    count("loops", "siblings_compute", T, "No answer after"),
    count("loops", "fork_bomb", "failed or crashed or timed out", never="forked 500"),
    count("loops", "thread_bomb", FC, never="started 1000"),
    count("loops", "daemon", F, "got       -1"),
    # Floods.
    count("floods", "empty_files", "crashed or timed out", "files and folders"),
    count("floods", "memory", "out of memory or timed out"),
    count("floods", "memory_of_torch", "out of memory or timed out"),
    count("floods", "shared_memory", "failed or out of memory or timed out"),
    count("floods", "memory_files", F, "Operation not permitted"),
    count("floods", "memory_of_children", M, "MiB of memory"),
    count("floods", "disk", F, "No space left"),
    count("floods", "hidden_memory", M, "MiB of memory"),
    count("floods", "memory_that_lives_on", F, "no memory of that kind"),
    count("floods", "mapped_zeros", F, "OSError"),
    count("floods", "memory_of_later_threads", M, "MiB of memory"),
    count("floods", "attributes_without_end", C, "files and folders"),
    count("floods", "one_large_file", F, "File too large"),
    count("floods", "shared_disk", F, "No space left"),
    count("floods", "output", "failed or timed out"),
    Attack("floods", "right_and_talkative"),  # what is printed is nobody's business
    count("floods", "keeps_memory_between_questions", "out of memory or timed out"),
    count("floods", "endless_output", T),
    predict("floods", "descriptors", F, "Too many open files"),
    # Poisoned checkpoints.
    Attack("poisoned", "pickle_bomb", "fit", {"fit": FC}),  # it ends its own process
    Attack("poisoned", "checkpoint_is_a_pipe", "fit", {"fit": "failed or timed out"}),
    Attack("poisoned", "checkpoint_is_a_link", "fit", {"fit": FC}),
    predict("poisoned", "loads_what_it_brought", C, "exit code 7"),
    # Messages.
    predict("messages", "html_and_escapes", F, "<script>alert(1)"),
    predict("messages", "name_of_an_error", F, "=1+1</pre>"),
    predict("messages", "html_in_values", F, "<img src=x"),
    count("messages", "endless_text", T),
    count("messages", "not_a_text", FC),
    count("messages", "long_text", F, "xxx"),
    Attack("messages", "broken_source", "predict"),  # one statement of many
    # Files with the names of modules, beside right ones: nothing is lost.
    *(Attack("shadows", name) for name in SHADOWS),
    # Tampering, as agents do it when they are graded.
    *TAMPERING,
    # Hostile archives, folders and files.
    entry("zip_that_climbs", "a/../../outside.py climbs out"),
    entry("zip_with_an_absolute_path", "/tmp/absolute.py is an absolute path"),
    entry("zip_with_a_backslash", "outside.py"),
    entry("zip_with_a_drive", "C:outside.py"),
    entry("zip_with_a_link", "is a link"),
    entry("zip_with_a_device", "device is neither a file nor a folder"),
    entry("zip_encrypted", "layers.py is encrypted"),
    entry("zip_cut_off", "zip_cut_off.zip is damaged"),
    entry("zip_with_damaged_bytes", "zip_with_damaged_bytes.zip is damaged"),
    entry("zip_that_is_none", "zip_that_is_none.zip is damaged"),
    entry("zip_empty", "zip_empty.zip is damaged"),
    entry("zip_with_a_name_twice", "holds layers.py twice"),
    entry("zip_bomb", "zip_bomb.zip unpacks to more than 256 MiB"),
    entry("zip_bomb_that_lies", "layers.py"),
    entry("zip_of_ten_thousand_files", "more than 2000 files"),
    entry("zip_a_hundred_folders_deep", "more than 20 folders deep"),
    entry("zip_with_a_file_that_is_a_folder", "layers.py/inner.py"),
    entry("zip_with_a_dot_as_a_name", "is no name for a file"),
    entry("zip_with_a_very_long_path", "is no name for a file"),
    odd("zip_with_a_nul_in_a_name"),
    entry("zip_in_an_unknown_method", "cannot be unpacked"),
    entry("tar_with_a_hard_link", "hard is a link"),
    entry("tar_with_a_link", "soft is a link"),
    entry("tar_with_a_device", "device is neither"),
    entry("tar_with_a_pipe", "pipe is neither"),
    entry("tar_that_climbs", "../outside.py climbs out"),
    entry("tar_with_an_absolute_path", "/tmp/absolute.py is an absolute path"),
    entry("tar_with_a_name_twice", "holds layers.py twice"),
    entry("tar_cut_off", "tar_cut_off.tar.gz is damaged"),
    entry("tar_with_a_negative_size", "minus.py"),
    entry("tar_with_an_endless_size", "endless.bin is of an impossible size"),
    entry("tar_with_endless_headers", "headers without an end"),
    odd("zip_of_many_copies", 0),
    odd("zip_of_many_signs"),
    odd("tar_with_properties_for_all"),
    odd("zip_deep_in_a_zip", 0),
    odd("tar_with_odd_records", 0),
    entry("tar_that_is_none", "tar_that_is_none.tar.gz is damaged"),
    odd("gzip_bomb", 0),
    entry("gzip_of_empty_pieces", "more than 10,000 compressed pieces"),
    entry("tar_bomb", "tar_bomb.tar.gz unpacks to more than 256 MiB"),
    entry("folder_with_a_link", "soft.py is a link"),
    entry("folder_with_a_pipe", "relu.py is neither"),
    entry("folder_with_a_device", "socket.py is neither"),
    entry("folder_a_hundred_folders_deep", "more than 20 folders deep"),
    entry("folder_of_three_thousand_files", "more than 2000 files"),
    odd("folder_that_is_empty", 0),
    entry("link_as_a_submission", "link_as_a_submission is a link"),
    entry("link_as_a_file", "link_as_a_file.py is a link"),
    entry("link_to_nothing", "link_to_nothing.zip is a link"),
    entry("pipe_as_a_file", "pipe_as_a_file.py is neither"),
    entry("file_of_another_kind", "is not a folder, .zip"),
    odd("source_with_nuls", 0),
    entry("source_of_forty_megabytes", "larger than 32 MiB"),
    # Notebooks.
    odd("notebook_with_magics"),
    odd("notebook_with_shell_calls"),
    odd("notebook_with_broken_metadata"),
    odd("notebook_with_null_sources"),
    odd("notebook_with_broken_letters"),
    entry("notebook_not_json", "notebook_not_json.ipynb is not a readable notebook"),
    entry("notebook_not_utf8", "not JSON in UTF-8"),
    entry("notebook_without_cells", "no list of cells"),
    entry("notebook_of_one_number", "not a readable notebook"),
    entry("notebook_nested_deep", "not a readable notebook"),
    odd("notebook_of_odd_worksheets", 0),
    # Ids that are hard: every one keeps its points and gets files of its own.
    *(Attack("ids", name) for name in IDS),
]
CODE = [attack for attack in TABLE if attack.group not in ("entries", "ids")]
TAKEN_IN = [attack for attack in TABLE if attack.group in ("entries", "ids")]
_GROUPS = {attack.group: [a for a in CODE if a.group == attack.group] for attack in CODE}
_QUICK = [[attack for attack in attacks if not attack.many] for attacks in _GROUPS.values()]
SAMPLE = {attack.id for attacks in _QUICK[1::4] for attack in attacks[:1]}
SAMPLE |= {"testimony-sentences_of_its_own", "messages-html_and_escapes"}
"""The ids of the attackers that are graded every time: of every fourth group of few parts the
first, and two of guards that no other test has."""
